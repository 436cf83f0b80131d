import type { ErrorDetails, ParameterSpace, Task } from '@psyrun/core';
import { hashSpace } from '@psyrun/pspace';
import { knownRuns, presentRun } from '../directory/known-runs.ts';
import { checkedSpaceOf } from '../directory/run-file.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { RowStates } from './row-states.ts';
import { RunRecords } from './run-records.ts';

/** The rows of a run, and which of them failed. */
export interface Failures {
  /** The space of the run. The indices are those of this space. */
  readonly space: ParameterSpace;
  readonly states: RowStates;
  /** Problems of records of the run, as sentences. */
  readonly problems: readonly string[];
}

/** Told of a failure of a row. `error` reads its error, without stacks, during the call. */
export type FailureVisitor = (index: number, error: () => ErrorDetails) => void;

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
  const directory = new WorkDirectory(task.workdir);
  const { run } = await presentRun(directory);
  const space = run === undefined ? task.pspace : checkedSpaceOf(run, directory.run);
  const hash = run?.space.hash ?? hashSpace(space);
  const visit = begin(space);
  const states = new RowStates(space.length);
  const records = new RunRecords(space, hash, await knownRuns(directory));
  for (const file of await directory.journals()) {
    await records.scan(file, ({ index, kind, error }) => {
      states.note(index, kind);
      if (kind === 'failed') visit(index, error);
    });
  }
  return { space, states, problems: records.problems() };
}
