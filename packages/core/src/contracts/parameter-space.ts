import type { Row } from './values.ts';

/**
 * An ordered collection of rows that can be indexed without being enumerated.
 *
 * Tasks and backends need no more than this of a space; `@psyrun/pspace` builds spaces.
 */
export interface ParameterSpace<R extends Row = Row> extends Iterable<R> {
  /** The parameters, in the order in which results show them. */
  readonly keys: readonly string[];
  /**
   * Parameters whose numbers are floats by nature, also if all of them are integers: those of
   * `linspace` or of a `Float64Array`, for example. None if it is left out.
   */
  readonly floatKeys?: readonly string[];
  /** The number of rows, at most 2^53. */
  readonly length: number;
  /**
   * Row `index`, counted from 0; negative indices count from the end. Throws `PSYRUN_OUT_OF_RANGE`
   * outside of the space.
   */
  at(index: number): R;
}
