import { PsyrunError } from '@psyrun/core';
import { requireKeys } from './axes/require-values.ts';
import { shown } from './axes/shown.ts';
import type { SpaceNode } from './nodes/node.ts';

/**
 * Returns the node of the space that an operator receives. Throws `PSYRUN_ARGUMENT` for any other
 * value: task files run without type checks.
 */
export function nodeOf(space: { readonly node: SpaceNode }): SpaceNode {
  if (isObject(space) && 'node' in space) return space.node;
  throw notASpace(space);
}

/**
 * Throws `PSYRUN_ARGUMENT` if a method that takes one space was given more: they must not be left out
 * silently.
 */
export function requireOne(method: string, more: readonly unknown[]): void {
  if (more.length === 0) return;
  const chained = `a.${method}(b).${method}(c)`;
  const hint = method === 'product' ? `Write product(a, b, c) or ${chained}.` : `Write ${chained}.`;
  throw new PsyrunError(
    'PSYRUN_ARGUMENT',
    `The method ${method} takes one space, but was given ${more.length + 1}.`,
    { hint },
  );
}

/**
 * Returns the entries of an object of values by key. Throws `PSYRUN_ARGUMENT` for any other value,
 * and `PSYRUN_VALUE` for a key that no row can have.
 */
export function entriesOf<T>(
  values: Readonly<Record<string, T>>,
  example: string,
): readonly [string, T][] {
  if (isObject(values) && !(Symbol.iterator in values)) {
    requireKeys(values);
    return Object.entries(values);
  }
  throw new PsyrunError(
    'PSYRUN_ARGUMENT',
    `Expected an object with values by key, got ${shown(values)}.`,
    {
      hint: `Write, for example, ${example}.`,
    },
  );
}

/** Returns the error for a value that should be a space. */
export function notASpace(value: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_ARGUMENT', `Expected a parameter space, got ${shown(value)}.`, {
    hint: 'param({ key: values }) and fromTable(table) make one.',
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
