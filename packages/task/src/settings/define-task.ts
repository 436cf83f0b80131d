import type { Row } from '@psyrun/core';
import type { NewKeys } from '@psyrun/pspace';
import type { TaskSettings } from './settings.ts';

/**
 * Declares a task. Returns its argument and adds types: `execute` gets rows of the space together with
 * the resources that `setup` returns, and a result with one of their keys does not compile.
 *
 * @example
 * ```ts
 * const pspace = { keys: ['x'], length: 1, at: () => ({ x: 3 }), *[Symbol.iterator]() {} };
 * const task = defineTask({ pspace, execute: ({ x }: { x: number }) => ({ y: x ** 2 }) });
 * task.execute?.({ x: 3 }); // => { y: 9 }
 * ```
 */
export function defineTask<
  R extends Row,
  Resources extends Row = Record<never, never>,
  Result extends object = object,
>(
  settings: TaskSettings<R, Resources, Result> & NewKeys<R & Resources, Result>,
): TaskSettings<R, Resources, Result> {
  return settings;
}
