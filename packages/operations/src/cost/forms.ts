import type { Row } from '@psyrun/core';
import type { Axis } from './axes.ts';
import { meansOf, poissonFit, type Link } from './poisson-fit.ts';
import { columnsOf, goTogether, possibleTerms, type Term } from './terms.ts';

/** The gain that a further coefficient needs, in logarithms of the number of rows. */
const PENALTY = 2;
const LINKS: readonly Link[] = ['log', 'identity'];

/** A form of the dependence of durations on parameters: a product or a sum of terms. */
export interface Form {
  /** With `log`, the terms are factors; with `identity`, they are added. */
  readonly link: Link;
  readonly terms: readonly Term[];
  /** Smaller is better. */
  readonly score: number;
}

/**
 * Returns forms that were tried for durations, whose mean is 1: the term that gains most is added as long as
 * one gains more than it costs, by Schwarz's criterion with twice its penalty.
 */
export function formsOf(axes: readonly Axis[], rows: readonly Row[], values: Float64Array): Form[] {
  const possible = possibleTerms(axes).map((term) => ({ term, columns: columnsOf(term, rows) }));
  const weights = new Float64Array(values.length).fill(1);
  return LINKS.flatMap((link) => {
    const tried = (terms: typeof possible): Form => {
      const columns = [weights, ...terms.flatMap((each) => each.columns)];
      const means = meansOf(link, poissonFit(link, { values, columns, weights }), columns);
      const score = scoreOf(values, means, columns.length);
      return { link, terms: terms.map(({ term }) => term), score };
    };
    const forms = [tried([])];
    let chosen: typeof possible = [];
    for (let best = forms[0]!; ;) {
      const fitting = possible.filter((next) =>
        chosen.every(({ term }) => goTogether(term, next.term)),
      );
      const next = fitting.map((term) => ({ term, form: tried([...chosen, term]) }));
      forms.push(...next.map(({ form }) => form));
      const better = next.filter(({ form }) => form.score < best.score).sort(byScore)[0];
      if (better === undefined) return forms;
      chosen = [...chosen, better.term];
      best = better.form;
    }
  });
}

/** Returns n log(D / n) + penalty, where D is Poisson's deviance of n values. */
function scoreOf(values: Float64Array, means: Float64Array, coefficients: number): number {
  const count = values.length;
  let deviance = 0;
  for (const [i, value] of values.entries()) {
    deviance += 2 * (value * Math.log(value / means[i]!) - value + means[i]!);
  }
  // Durations that are the same to the last digit have no deviance.
  const known = Math.max(deviance / count, 1e-9);
  return count * Math.log(known) + PENALTY * coefficients * Math.log(count);
}

function byScore({ form: a }: { form: Form }, { form: b }: { form: Form }): number {
  return a.score - b.score;
}
