import type { ParameterSpace, Task } from '@psyrun/core';
import type { RecordedError } from '@psyrun/journal';
import { readRecords, type ReadRecords } from './read-records.ts';

/** The rows of a run, and which of them failed. */
export type Failures = Omit<ReadRecords, 'run'>;

/** Told of a failure of a row. `error` reads its error, without stacks, during the call. */
export type FailureVisitor = (index: number, error: () => RecordedError) => void;

/**
 * Reads the failures of the run of a task, in limited memory. There are none if the task was not run.
 *
 * `begin` is given the space, and returns what is called for each failure, in the order in which they
 * were recorded. A row may fail several times, and be done in the end: the states that are returned tell
 * which rows failed in the end.
 */
export async function readFailures(
  task: Task,
  begin: (space: ParameterSpace) => FailureVisitor,
): Promise<Failures> {
  const { space, states, problems } = await readRecords(task, (rows) => {
    const visit = begin(rows);
    return ({ index, kind, error }) => {
      if (kind === 'failed') visit(index, error);
    };
  });
  return { space, states, problems };
}
