import type { FrozenSpace } from '@psyrun/pspace';
import { thaw } from '@psyrun/pspace';
import { tableOf } from '../codec/quantise.ts';
import type { ColumnRole, PageColumn, PageData } from '../html/page-data.ts';
import { binsOf, numberBins, rangeOf, type Bins } from '../model/bins.ts';
import { changed, maskOf, type Condition } from '../model/selection.ts';
import { spaceAxis, type Indices, type SpaceAxis } from '../model/space-axis.ts';
import { unpack, unpackText } from './inflate.ts';

/** The key of the state among the columns that can be selected by. */
export const STATE = 'row state';
/** The key of the group of a failure, counted from 1. */
export const FAILURE = 'group of the failure';
/** Names of the states, by their number. */
export const STATES = ['missing', 'failed', 'done'] as const;

interface Codes {
  readonly states: Uint32Array;
  readonly workerOf: Uint32Array;
  readonly failureOf: Uint32Array;
  readonly columns: readonly Uint32Array[];
}

/** The decoded rows of a page, and which of them are selected. */
export class Sweep {
  readonly data: PageData;
  readonly frozen: FrozenSpace;
  readonly keys: readonly string[];
  readonly at: (row: number) => Readonly<Record<string, unknown>>;
  /** The index in the space of each shown row. */
  readonly indices: Indices;
  readonly states: Uint8Array;
  /** The worker of each row, and the group of its failure; from 1, and 0 for none. */
  readonly workerOf: Uint32Array;
  readonly failureOf: Uint32Array;
  conditions: readonly Condition[] = [];
  mask: Uint8Array;
  /** Number of selected rows. */
  selected: number;
  readonly #codes: ReadonlyMap<
    string,
    { column: PageColumn; codes: Uint32Array; table: Float64Array }
  >;
  readonly #numbers = new Map<string, Float64Array>();
  readonly #axes = new Map<string, SpaceAxis>();
  readonly #listeners: (() => void)[] = [];

  private constructor(
    data: PageData,
    frozen: FrozenSpace,
    indices: Indices,
    { states, workerOf, failureOf, columns }: Codes,
  ) {
    this.data = data;
    this.frozen = frozen;
    const space = thaw(frozen);
    this.keys = space.keys;
    this.at = (row) => space.at(indices[row]!);
    this.indices = indices;
    this.states = Uint8Array.from(states);
    this.workerOf = workerOf;
    this.failureOf = failureOf;
    this.mask = new Uint8Array(states.length).fill(1);
    this.selected = states.length;
    this.#codes = new Map(
      data.columns.map((column, i) => [
        column.key,
        { column, codes: columns[i]!, table: tableOf(column.scale) },
      ]),
    );
  }

  /** Decodes the data of a page. */
  static async of(data: PageData): Promise<Sweep> {
    const frozen = JSON.parse(await unpackText(data.space)) as FrozenSpace;
    const states = await unpack(data.states);
    const steps = data.indices && (await unpack(data.indices));
    const columns = await Promise.all(data.columns.map(({ codes }) => unpack(codes)));
    const [workerOf, failureOf] = [await unpack(data.workerOf), await unpack(data.failureOf)];
    const codes = { states, workerOf, failureOf, columns };
    return new Sweep(data, frozen, indicesOf(states.length, steps), codes);
  }

  /** Number of shown rows. */
  get length(): number {
    return this.states.length;
  }

  /** The keys of the columns of numbers: results, then durations and the like. */
  get columns(): readonly string[] {
    return [...this.#codes.keys()];
  }

  /** The keys of the results. */
  get results(): readonly string[] {
    return this.data.columns.filter(({ role }) => role === 'result').map(({ key }) => key);
  }

  /** Returns the numbers of the column with a role that only one has; undefined without it. */
  ofRole(role: ColumnRole): Float64Array | undefined {
    const column = this.data.columns.find((one) => one.role === role);
    return column && this.numbers(column.key);
  }

  /** Returns the number of each row; NaN without one. */
  numbers(key: string): Float64Array {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const { codes, table } = this.#codes.get(key)!;
    const numbers = Float64Array.from(codes, (code) => table[code]!);
    this.#numbers.set(key, numbers);
    return numbers;
  }

  /** Returns the values of a parameter. */
  axis(key: string): SpaceAxis {
    const known = this.#axes.get(key);
    if (known !== undefined) return known;
    const axis = spaceAxis(this.frozen, key, this.indices);
    this.#axes.set(key, axis);
    return axis;
  }

  /** Returns bins of a parameter, a column or the state. */
  bins(key: string, most: number): Bins {
    if (key === STATE) return { key, of: Uint16Array.from(this.states), labels: STATES };
    return this.#codes.has(key)
      ? numberBins(key, this.numbers(key), most)
      : binsOf(this.axis(key), most);
  }

  /** Selects by another condition on a key, or by none. */
  select(key: string, condition?: Condition): void {
    const isAll = condition === undefined && key === '';
    this.#apply(isAll ? [] : changed(this.conditions, key, condition));
  }

  /** Selects the rows that are in a bin of each of some axes. */
  selectBins(chosen: readonly (readonly [Bins, number])[]): void {
    this.#apply(
      chosen.reduce(
        (conditions, [bins, bin]) => changed(conditions, bins.key, this.#conditionOf(bins, bin)),
        this.conditions,
      ),
    );
  }

  /** Returns the condition that a row is in a bin. */
  #conditionOf({ key, of, bounds, labels }: Bins, bin: number): Condition {
    if (bounds?.[bin] !== undefined) {
      // The numbers that are there: the upper bound of a bin is in the next one.
      const numbers = this.#numbersOf(key).filter((_, i) => of[i] === bin);
      const [least, most] = numbers.length > 0 ? boundsOf(numbers) : bounds[bin];
      return { kind: 'range', key, least, most };
    }
    if (key === STATE) return { kind: 'values', key, values: [labels[bin]] };
    const { values, absent } = this.axis(key);
    const shown = values.filter((_, i) => i !== absent);
    // The last bin of many values has all the others.
    const isLast = bin === labels.length - 1;
    return { kind: 'values', key, values: isLast ? shown.slice(bin) : [shown[bin]] };
  }

  /** Returns the number of each row, of a column or of a parameter. */
  #numbersOf(key: string): Float64Array {
    if (this.#codes.has(key)) return this.numbers(key);
    const { values, codes } = this.axis(key);
    return Float64Array.from(codes, (code) => values[code] as number);
  }

  #apply(conditions: readonly Condition[]): void {
    this.conditions = conditions;
    this.mask = maskOf(this.length, conditions, (one) => this.#reading(one));
    this.selected = this.mask.reduce((sum, bit) => sum + bit, 0);
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after each change of the selection. */
  onSelect(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #reading(condition: Condition): (row: number) => boolean {
    const { key } = condition;
    if (key === STATE && condition.kind === 'values') {
      return (row) => condition.values.includes(STATES[this.states[row]!]);
    }
    if (key === FAILURE && condition.kind === 'range') {
      return (row) => this.failureOf[row] === condition.least;
    }
    if (condition.kind === 'range') {
      const { least, most } = condition;
      const within = (number: unknown): boolean =>
        (number as number) >= least && (number as number) <= most;
      if (this.#codes.has(key)) {
        const numbers = this.numbers(key);
        return (row) => within(numbers[row]);
      }
      const { values, codes } = this.axis(key);
      const holds = values.map(within);
      return (row) => holds[codes[row]!]!;
    }
    const { values, codes } = this.axis(key);
    const holds = values.map((value) => condition.values.some((one) => Object.is(one, value)));
    return (row) => holds[codes[row]!]!;
  }
}

function boundsOf(numbers: Float64Array): readonly [number, number] {
  const { least, most } = rangeOf(numbers);
  return [least, most];
}

function indicesOf(length: number, steps: Uint32Array | undefined): Indices {
  const indices = new Float64Array(length);
  let index = 0;
  for (let i = 0; i < length; i++) indices[i] = steps === undefined ? i : (index += steps[i]!);
  return indices;
}
