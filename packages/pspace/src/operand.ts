import { PsyrunError } from '@psyrun/core';
import { shown } from './axes/shown.ts';
import type { SpaceNode } from './nodes/node.ts';

/**
 * The node of a space that an operator is given. Throws `PSYRUN_ARGUMENT` for anything else: task
 * files run without having been compiled with types.
 */
export function nodeOf(space: { readonly node: SpaceNode }): SpaceNode {
  if (isObject(space) && 'node' in space) return space.node;
  throw notASpace(space);
}

/** The entries of an object of values by key. Throws `PSYRUN_ARGUMENT` for anything else. */
export function entriesOf<T>(
  values: Readonly<Record<string, T>>,
  example: string,
): readonly [string, T][] {
  if (isObject(values) && !(Symbol.iterator in values)) return Object.entries(values);
  throw new PsyrunError(
    'PSYRUN_ARGUMENT',
    `Expected an object with values by key, got ${shown(values)}.`,
    {
      hint: `Write, for example, ${example}.`,
    },
  );
}

/** The error of something that was to be a space. */
export function notASpace(value: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_ARGUMENT', `Expected a parameter space, got ${shown(value)}.`, {
    hint: 'param({ key: values }) and fromTable(table) make one.',
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
