import { PsyrunError, type ParameterSpace, type Row } from '@psyrun/core';
import type { Space } from '@psyrun/pspace';

/** The rows of results by the name of their task. */
export type ResultRows = ReadonlyMap<string, ParameterSpace>;

/** A space that is made when the results of other tasks are there. */
export interface LaterSpace {
  /** The names of the tasks. */
  readonly tasks: readonly string[];
  /** Makes the space. Throws what the operators throw. */
  readonly make: (results: ResultRows) => ParameterSpace;
}

/** The key under which a stand-in of a space has the space that is made later. */
const LATER = Symbol('later');

/**
 * Returns the rows of the result of another task, parameters and results, as a space. It is made when
 * that result is complete. Until then operators can be called, but there are no rows to read.
 *
 * The type of the rows is given, as nobody can know it: `resultOf<{ radius: number; volume: number }>('mesh')`.
 *
 * @example
 * ```ts
 * const space = resultOf<{ volume: number }>('mesh').where(({ volume }) => volume > 1);
 * laterSpace(space)?.tasks; // => ['mesh']
 * ```
 */
export function resultOf<R extends Row = Record<never, never>>(task: string): Space<R> {
  if (typeof task !== 'string' || task === '') throw noName(task);
  const rows = (results: ResultRows): ParameterSpace => results.get(task)!;
  return standIn({ tasks: [task], make: rows }) as Space<R>;
}

/** Returns the space that a stand-in is made of later; undefined for other values. */
export function laterSpace(value: unknown): LaterSpace | undefined {
  const isObject = typeof value === 'object' && value !== null;
  return isObject ? (value as { [LATER]?: LaterSpace })[LATER] : undefined;
}

/** Returns an object whose methods return stand-ins of what the methods of the space would return. */
function standIn(later: LaterSpace): object {
  return new Proxy(
    {},
    {
      has: () => true,
      get: (_, key) => {
        if (key === LATER) return later;
        // An await and a check of types ask for these.
        if (typeof key === 'symbol' || key === 'then' || key === 'constructor') return undefined;
        if (['length', 'keys', 'at'].includes(key)) throw noRows(later.tasks, key);
        return (...args: readonly unknown[]) => standIn(called(later, key, args));
      },
    },
  );
}

/** Returns the space that a method of a space returns, called later. */
function called({ tasks, make }: LaterSpace, method: string, args: readonly unknown[]): LaterSpace {
  const others = args.flatMap((arg) => laterSpace(arg)?.tasks ?? []);
  return {
    tasks: [...new Set([...tasks, ...others])],
    make: (results) => {
      const space = make(results) as unknown as Record<string, (...args: unknown[]) => unknown>;
      if (typeof space[method] !== 'function') throw noMethod(tasks, method);
      return space[method](
        ...args.map((arg) => laterSpace(arg)?.make(results) ?? arg),
      ) as ParameterSpace;
    },
  };
}

function noName(task: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_ARGUMENT', `resultOf was called with ${String(task)}.`, {
    hint: "Give it the name of a task: resultOf('mesh').",
  });
}

function noRows(tasks: readonly string[], key: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_ARGUMENT',
    `The rows of resultOf('${tasks[0]}') are not known while the task file is read; ${key} was asked for.`,
    { hint: 'Use operators: product, where, sample. The rows are there when the task runs.' },
  );
}

function noMethod(tasks: readonly string[], method: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_ARGUMENT',
    `A space has no operator ${method}, which was called on resultOf('${tasks[0]}').`,
    { hint: 'The operators are product, sum, where, sample, slice and others.' },
  );
}
