import { WARNING, type Console } from '../terminal/console.ts';

/** Doubts about rows that a command hands out. */
export interface Doubts {
  /** The records that cannot be read. */
  readonly problems: readonly string[];
  /** The changes of the task since the run began. */
  readonly changes: readonly string[];
}

/** Prints warnings about the rows that a command hands out. */
export function printDoubts({ problems, changes }: Doubts, { error }: Console): void {
  for (const problem of problems) error(problem, WARNING);
  for (const change of changes) error(`Since the run began: ${change}`, WARNING);
}
