import type { ParameterSpace, Task } from '@psyrun/core';
import type { FailedRecord } from '@psyrun/journal';
import { hashSpace } from '@psyrun/pspace';
import { knownRuns, presentRun } from '../directory/known-runs.ts';
import { checkedSpaceOf } from '../directory/run-file.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { ROW_FAILED, RowStates } from './row-states.ts';
import { RunRecords } from './run-records.ts';

/** The failed rows of a run. */
export interface Failures {
  /** The space of the run. The indices are those of this space. */
  readonly space: ParameterSpace;
  readonly states: RowStates;
  /** The last failure of each failed row, in the order of the space. */
  readonly failures: readonly FailedRecord[];
  /** Problems of records of the run, as sentences. */
  readonly problems: readonly string[];
}

/** Reads the failures of the run of a task. There are none if the task was not run. */
export async function readFailures(task: Task): Promise<Failures> {
  const directory = new WorkDirectory(task.workdir);
  const { run } = await presentRun(directory);
  const space = run === undefined ? task.pspace : checkedSpaceOf(run, directory.run);
  const hash = run?.space.hash ?? hashSpace(space);
  const states = new RowStates(space.length);
  const last = new Map<number, FailedRecord>();
  const records = new RunRecords(space, hash, await knownRuns(directory));
  for (const file of await directory.journals()) {
    await records.scan(file, ({ index, kind, read }) => {
      states.note(index, kind);
      // Stryker disable next-line ConditionalExpression: the record of a done row is never read.
      if (kind === 'failed') last.set(index, { ...(read() as FailedRecord), index });
    });
  }
  const failures = [...states.indices(ROW_FAILED)].map((index) => last.get(index)!);
  return { space, states, failures, problems: records.problems() };
}
