import { canonicalValue } from '@psyrun/core';
import { thaw, type FrozenSpace } from '@psyrun/pspace';

/** The values of a parameter, and which of them each row has. */
export interface SpaceAxis {
  readonly key: string;
  /** The different values: numbers in ascending order, others as they come. */
  readonly values: readonly unknown[];
  /** The value of each row, as an index of `values`. */
  readonly codes: Uint32Array;
  /** True if all values but the one of {@link SpaceAxis.absent} are numbers. */
  readonly areNumbers: boolean;
  /** The index of NaN: rows with it lack the parameter. -1 if all rows have it. */
  readonly absent: number;
}

/**
 * Returns the values of a parameter of a frozen space for rows that are given by their indices.
 * A factor of a product is read once, not for each row.
 *
 * @example
 * ```ts
 * import { param } from '@psyrun/pspace';
 * const space = param({ a: [3, 1] }).product(param({ b: [5, 6] })).freeze();
 * const { values, codes } = spaceAxis(space, 'a', [0, 1, 2, 3]);
 * values; // => [1, 3]
 * [...codes]; // => [1, 1, 0, 0]
 * ```
 */
export function spaceAxis(frozen: FrozenSpace, key: string, indices: Indices): SpaceAxis {
  const { column, stride } = columnOf(frozen, key);
  const { values, codes: all, areNumbers, absent } = distinct(column);
  const codes = new Uint32Array(indices.length);
  const period = column.length;
  for (let i = 0; i < codes.length; i++) {
    codes[i] = all[Math.floor(indices[i]! / stride) % period]!;
  }
  return { key, values, codes, areNumbers, absent };
}

/** The indices of rows. */
export type Indices = ArrayLike<number>;

/** Returns the values of a parameter in its factor, and how many rows follow with the same one. */
function columnOf(frozen: FrozenSpace, key: string): { column: unknown[]; stride: number } {
  const { space } = frozen;
  let stride = 1;
  if (space.op === 'product') {
    for (const factor of [...space.factors].reverse()) {
      const part = thaw({ ...frozen, space: factor });
      if (part.keys.includes(key)) return { column: part.build()[key]!, stride };
      stride *= part.length;
    }
  }
  return { column: thaw(frozen).build()[key]!, stride: 1 };
}

function distinct(column: readonly unknown[]): Omit<SpaceAxis, 'key'> {
  const found = new Map<unknown, number>();
  const values: unknown[] = [];
  const codes = Uint32Array.from(column, (value) => {
    const identity = typeof value === 'number' ? value + 0 : canonicalValue(value);
    const known = found.get(identity);
    if (known !== undefined) return known;
    found.set(identity, values.length);
    return values.push(value) - 1;
  });
  const numbers = values.filter((value) => typeof value === 'number');
  const isAbsent = (value: unknown): boolean => Number.isNaN(value);
  const areNumbers = numbers.length === values.length && !values.every(isAbsent);
  const order = values.map((_, i) => i);
  // NaN is last, as it is no number.
  const rank = (i: number): number => (isAbsent(values[i]) ? Infinity : (values[i] as number));
  if (areNumbers) order.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  const places = Uint32Array.from(order);
  order.forEach((old, place) => (places[old] = place));
  const sorted = order.map((old) => values[old]);
  return {
    values: sorted,
    codes: codes.map((code) => places[code]!),
    areNumbers,
    absent: sorted.findIndex(isAbsent),
  };
}
