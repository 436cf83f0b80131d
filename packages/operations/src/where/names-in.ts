import { nearest } from '@psyrun/core';
import type { Expression } from './expression.ts';
import { whereError } from './where-error.ts';

/** Most names that a message lists. */
const MOST_NAMES = 20;

/**
 * Returns the names in a condition.
 *
 * @example
 * ```ts
 * const x = { kind: 'name', name: 'x', at: 4 } as const;
 * namesIn({ kind: 'not', of: x, at: 0 }); // => ['x']
 * ```
 */
export function namesIn(expression: Expression): string[] {
  return [...new Set(Array.from(nodesIn(expression), ({ name }) => name))];
}

/** Throws `PSYRUN_USAGE` for the first name that is not among `known`, with the nearest one that is. */
export function checkNames(
  condition: string,
  expression: Expression,
  known: readonly string[],
): void {
  for (const { name, at } of nodesIn(expression)) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const listed = known.slice(0, MOST_NAMES).join(', ') + (known.length > MOST_NAMES ? ', …' : '');
    const hint =
      near === undefined ? `Names are ${listed}. Text is quoted: 'a'.` : `Did you mean ${near}?`;
    throw whereError(condition, at, `There is no parameter and no result '${name}'.`, hint);
  }
}

function* nodesIn(expression: Expression): Generator<{ name: string; at: number }> {
  switch (expression.kind) {
    case 'name':
      yield expression;
      return;
    case 'value':
      return;
    case 'not':
    case 'minus':
      yield* nodesIn(expression.of);
      return;
    case 'in':
      yield* nodesIn(expression.of);
      for (const item of expression.items) yield* nodesIn(item);
      return;
    default:
      yield* nodesIn(expression.left);
      yield* nodesIn(expression.right);
  }
}
