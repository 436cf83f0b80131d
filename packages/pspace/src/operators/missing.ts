import type { ParameterSpace, Row } from '@psyrun/core';
import { inPresentKeys } from '../former/in-present-keys.ts';
import { asSpace } from '../freeze.ts';
import { missingOf } from './difference.ts';
import { Space } from '../space.ts';
import type { KeysWithin } from '../types.ts';

/**
 * Returns the rows of `all` that are not among those of `done`, compared in the keys of `all`: the
 * rows that are left to do. Unlike in a difference, `done` may have more keys, such as results.
 *
 * If `done` has no rows, nothing is done, whatever its keys. Throws `PSYRUN_AMBIGUOUS_OPERATION` if
 * `done` has rows and lacks a key of `all`.
 *
 * @example
 * ```ts
 * const done = param({ a: [2], result: [0.5] });
 * missing(param({ a: [1, 2, 3] }), done).build(); // => { a: [1, 3] }
 * ```
 */
export function missing<R extends Row, S extends Row>(
  all: ParameterSpace<R>,
  done: ParameterSpace<S> & KeysWithin<S, R>,
): Space<R> {
  const { node, former } = asSpace(all);
  return new Space(missingOf(node, inPresentKeys(asSpace(done).node, former)), former);
}
