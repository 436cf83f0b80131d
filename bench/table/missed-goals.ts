import { WANTED_GROWTH } from './goals.ts';
import type { Line } from './line.ts';
import type { TableRow } from './table-row.ts';

/** Returns the goals that a row of the table misses, in words. */
export function missedGoals(line: Line, row: TableRow): string[] {
  const missed = (line.goals ?? []).filter((goal) => goal.isMet(row) === false);
  return [
    ...missed.map(({ words }) => words),
    ...((row.exponent ?? 0) > WANTED_GROWTH ? [`growth at most ${WANTED_GROWTH}`] : []),
  ];
}
