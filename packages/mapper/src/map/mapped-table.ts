import type { PlainValue, Table } from '@psyrun/core';

/**
 * The table that `mapPspace` returns: a list of values for each parameter and each result, by the
 * types of the row, of the function's result and of the options.
 *
 * A result that only some rows have, or a row that failed, leaves NaN in a list of numbers, and null in
 * any other list. Keys that the compiler does not know are columns of unknown values.
 */
export type MappedTable<R, Result, Options = Record<never, never>> =
  AreKnown<R, Result, Excluded<Options>> extends true
    ? {
        readonly [
          K in Exclude<keyof R | Keys<Result>, Excluded<Options>>
        ]: readonly (K extends keyof R
          ? R[K]
          : Filled<
              ValueOf<Result, K> | (keyof Options & 'onFailed' extends never ? never : undefined)
            >)[];
      } & {}
    : string extends keyof R | Excluded<Options>
      ? Table
      : Table & {
          readonly [K in Exclude<keyof R, Excluded<Options>>]: readonly R[K][];
        };

/** The keys of each member of a union. */
type Keys<Result> = Result extends unknown ? keyof Result : never;

/** The value of a key, and undefined for members of a union that lack it. */
type ValueOf<Result, K> = Result extends unknown
  ? K extends keyof Result
    ? PlainValue<Result[K]>
    : undefined
  : never;

/** The values of a column, with those for rows that have none. */
type Filled<V> = undefined extends V
  ? [V] extends [number | undefined]
    ? number
    : Exclude<V, undefined> | null
  : V;

type Excluded<Options> = Options extends { readonly exclude?: infer E }
  ? E extends readonly (infer K)[]
    ? K
    : never
  : never;

type AreKnown<R, Result, Left> = [Keys<Result>] extends [never]
  ? false
  : string extends keyof R | Keys<Result> | Left
    ? false
    : true;
