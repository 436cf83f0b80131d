import type { Line } from './line.ts';
import type { TableRow } from './table-row.ts';

/** The largest exponent of growth. Work that is linear may have a little more on a busy machine. */
const MOST_GROWTH = 1.5;

/** Returns the limits that the largest size of a line breaks, as sentences. Times are not compared. */
export function brokenLimits({ name, limits = {} }: Line, rows: readonly TableRow[]): string[] {
  const { exponent = 0, memory = 0, files = 0, bytes = 0, size, unit } = rows.at(-1)!;
  const megabytes = (count: number): string => `${(count / 1e6).toFixed(0)} MB`;
  const problems: string[] = [];
  if (exponent > MOST_GROWTH) {
    problems.push(`its time grows with exponent ${exponent.toFixed(2)}, at most ${MOST_GROWTH}`);
  }
  if (limits.memory !== undefined && memory > limits.memory) {
    problems.push(`it takes ${megabytes(memory)} of memory, at most ${megabytes(limits.memory)}`);
  }
  if (limits.files !== undefined && files > limits.files * size) {
    problems.push(`it makes ${files} files, at most ${limits.files * size}`);
  }
  if (limits.bytes !== undefined && bytes > limits.bytes * size) {
    problems.push(`it writes ${bytes} bytes, at most ${limits.bytes * size}`);
  }
  return problems.map((problem) => `${name}, ${size} ${unit}: ${problem}.`);
}
