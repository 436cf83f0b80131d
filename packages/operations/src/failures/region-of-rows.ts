import type { ParameterSpace, Row } from '@psyrun/core';
import { ROW_MISSING, type Failures } from '@psyrun/run';
import { region } from './region.ts';

/** Most rows that failures are compared with. Of a larger space every n-th row is taken. */
const MOST_OTHERS = 20_000;
/** Returns what sets rows, in order, apart from all others that were evaluated. */
export function regionOf(
  rows: readonly number[],
  { space, states }: Pick<Failures, 'space' | 'states'>,
): string[] {
  const step = Math.ceil(space.length / MOST_OTHERS);
  const others: Row[] = [];
  for (let i = 0, next = 0; i < space.length; i += step) {
    while (rows[next]! < i) next++;
    if (rows[next] !== i && states.at(i) !== ROW_MISSING) others.push(space.at(i));
  }
  return region(rowsAt(space, rows), others);
}

function* rowsAt(space: ParameterSpace, indices: Iterable<number>): Generator<Row> {
  for (const index of indices) yield space.at(index);
}
