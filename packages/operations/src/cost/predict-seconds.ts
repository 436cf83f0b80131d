import type { Row } from '@psyrun/core';
import { RandomStream } from '@psyrun/pspace/internal';
import { axesOf } from './axes.ts';
import { formsOf, type Form } from './forms.ts';
import { meansOf, poissonFit } from './poisson-fit.ts';
import { columnsOf } from './terms.ts';

/** Fewest rows from which durations are predicted. */
const FEWEST = 20;
/** Most rows from which durations are predicted. */
const MOST_KNOWN = 1000;
/** Forms whose score is this close to the best, in logarithms of the number of rows, may be the true one. */
const CLOSE = 2;
/** Number of times that rows are drawn anew, to see how much the prediction depends on them. */
const DRAWS = 40;
/** The draws differ less from each other than the prediction from the truth: the form was chosen, too. */
const WIDER = 1.5;

/** A row and how long it took. */
export interface KnownRow {
  readonly row: Row;
  readonly seconds: number;
}

/** Rows to come: a sample, and how many there are. */
export interface RowsToCome {
  readonly sample: readonly Row[];
  readonly count: number;
}

/** Seconds that rows will take together, one after the other. */
export interface PredictedSeconds {
  readonly expected: number;
  /** The range that has the truth in nine of ten cases. */
  readonly least: number;
  readonly most: number;
  /** Parameters of which rows to come have values beyond those of the known rows. */
  readonly beyond: readonly string[];
}

/** Why durations cannot be predicted, as a sentence. */
export interface UnknownSeconds {
  readonly unknown: string;
}

/**
 * Predicts how long rows will take from rows that were evaluated. Durations may grow with a parameter as a
 * line, a power or an exponential, or differ by each of its values, and parameters may add up or
 * multiply. The form with the best score is expected; the range is that of all forms that are as likely, and of what chance
 * does to the rows that are known.
 */
export function predictSeconds(
  keys: readonly string[],
  given: readonly KnownRow[],
  { sample, count }: RowsToCome,
): PredictedSeconds | UnknownSeconds {
  if (given.length < FEWEST) return { unknown: tooFew(given.length) };
  const known = spread(given);
  const rows = known.map(({ row }) => row);
  const axes = axesOf(keys, rows, sample);
  if ('unknown' in axes) {
    return {
      unknown: `No row with some of the values of ${axes.unknown} that are to come has ended yet.`,
    };
  }
  const unit = known.reduce((sum, { seconds }) => sum + seconds, 0) / known.length;
  const values = Float64Array.from(known, ({ seconds }) => seconds / unit);
  const sums = (form: Form) => new Sums(form, rows, values, sample);
  const { best, others } = likelyForms(formsOf(axes, rows, values), values.length);
  const middle = sums(best);
  const all = others.map(sums).sort((a, b) => a.expected - b.expected);
  const extremes = new Set([middle, all[0] ?? middle, all.at(-1) ?? middle]);
  const drawn = [...extremes].flatMap((each) => each.draws(count));
  const scale = (count / sample.length) * unit;
  return {
    expected: middle.expected * scale,
    least: Math.min(...drawn) * scale,
    most: Math.max(...drawn) * scale,
    beyond: axes.filter(({ isBeyond }) => isBeyond).map(({ key }) => key),
  };
}

/**
 * Returns the best form, and the others that may be true. An exponential that goes on beyond the known
 * values says anything; it counts only if it is clearly better.
 */
function likelyForms(
  forms: readonly Form[],
  count: number,
): { best: Form; others: readonly Form[] } {
  const close = CLOSE * Math.log(count);
  const scoreOf = (form: Form): number => form.score + (isWild(form) ? close : 0);
  const best = forms.reduce((a, b) => (scoreOf(b) < scoreOf(a) ? b : a));
  const others = forms.filter((form) => form !== best && scoreOf(form) <= best.score + close);
  return { best, others };
}

function isWild({ link, terms }: Form): boolean {
  return link === 'log' && terms.some(({ by, axis }) => by === 'number' && axis.isBeyond);
}

/** The sums of the durations of rows to come that a form predicts. */
class Sums {
  /** From the known rows as they are. */
  readonly expected: number;
  readonly #form: Form;
  readonly #values: Float64Array;
  readonly #known: readonly Float64Array[];
  readonly #toCome: readonly Float64Array[];

  constructor(form: Form, rows: readonly Row[], values: Float64Array, sample: readonly Row[]) {
    const columns = (of: readonly Row[]): Float64Array[] => [
      new Float64Array(of.length).fill(1),
      ...form.terms.flatMap((term) => columnsOf(term, of)),
    ];
    this.#form = form;
    this.#values = values;
    this.#known = columns(rows);
    this.#toCome = columns(sample);
    this.expected = this.#fitted(this.#known[0]!).sum;
  }

  /** Returns sums from known rows that are drawn anew, with the scatter of `count` single rows. */
  draws(count: number): number[] {
    const { length } = this.#values;
    const random = new RandomStream('cost', 0);
    return Array.from({ length: DRAWS }, (_, draw) => {
      const at = draw * (length + 2);
      const weights = new Float64Array(length);
      for (let i = 0; i < length; i++) weights[Math.floor(random.uniform(at + i) * length)]!++;
      const { sum, dispersion } = this.#fitted(weights);
      const size = this.#toCome[0]!.length;
      const scatter = Math.sqrt(((dispersion * sum) / count) * size);
      const drawn = sum + scatter * normal(random, at + length);
      return Math.max(0, this.expected * (drawn / this.expected) ** WIDER || 0);
    });
  }

  /** Returns the sum for the sample, and the variance of single rows in units of their mean. */
  #fitted(weights: Float64Array): { sum: number; dispersion: number } {
    const { link } = this.#form;
    const values = this.#values;
    const coefficients = poissonFit(link, { values, columns: this.#known, weights });
    const means = meansOf(link, coefficients, this.#known);
    const squares = means.map((mean, i) => (weights[i]! * (values[i]! - mean) ** 2) / mean);
    const sum = total(meansOf(link, coefficients, this.#toCome));
    return { sum, dispersion: total(squares) / values.length };
  }
}

function spread(known: readonly KnownRow[]): readonly KnownRow[] {
  const step = Math.ceil(known.length / MOST_KNOWN);
  return known.filter((_, i) => i % step === 0);
}

/** Returns a normal number by Box's and Muller's transformation. */
function normal(random: RandomStream, index: number): number {
  const length = Math.sqrt(-2 * Math.log(random.between(index)));
  return length * Math.cos(2 * Math.PI * random.uniform(index + 1));
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function tooFew(count: number): string {
  if (count === 0) return 'No row has ended yet.';
  return `Only ${count} ${count === 1 ? 'row has' : 'rows have'} ended yet.`;
}
