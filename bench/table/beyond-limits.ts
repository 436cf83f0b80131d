import type { Line } from './line.ts';
import type { TableRow } from './rows-of-table.ts';

/** The largest exponent of growth. Work that is linear may have a little more on a busy machine. */
const MOST_GROWTH = 1.5;

/** Returns what grows faster than it may, as sentences. Times themselves are not compared. */
export function beyondLimits({ name, mostFiles }: Line, rows: readonly TableRow[]): string[] {
  const { exponent = 0, files = 0, size } = rows.at(-1)!;
  return [
    ...(exponent > MOST_GROWTH
      ? [`${name}: its time grows with exponent ${exponent.toFixed(2)}, at most ${MOST_GROWTH}.`]
      : []),
    ...(mostFiles !== undefined && files > mostFiles * size
      ? [`${name}: it makes ${files} files for ${size}, at most ${mostFiles * size}.`]
      : []),
  ];
}
