import type { ParameterSpace, Task } from '@psyrun/core';
import { hashSpace } from '@psyrun/pspace';
import { knownRuns, presentRun } from '../directory/known-runs.ts';
import type { RunDescription } from '../directory/run-description.ts';
import { checkedSpaceOf } from '../directory/run-file.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import type { PresentRows } from '../former/present-rows.ts';
import { RowStates } from './row-states.ts';
import { RunRecords, type RunRecord } from './run-records.ts';

/** The rows of a run, and which of them are done. */
export interface ReadRecords {
  /** The present run; undefined if the task was not run, or if its description is damaged. */
  readonly run: RunDescription | undefined;
  /** The space of the rows. The indices are those of this space. */
  readonly space: ParameterSpace;
  readonly states: RowStates;
  /** Problems of records of the run, as sentences. */
  readonly problems: readonly string[];
}

/** Returns what is called for each record before its row gets the state that it tells. */
export type BeginReading = (
  space: ParameterSpace,
  states: RowStates,
  present: PresentRows,
) => (record: RunRecord, file: string) => void;

/**
 * Reads the records of the run of a task, in the order in which each journal has them, in limited
 * memory. There are none if the task was not run.
 *
 * @param of the space whose rows are read, which may have changed since the run; that of the run if it is left out
 */
export async function readRecords(
  task: Task,
  begin: BeginReading,
  of?: ParameterSpace,
): Promise<ReadRecords> {
  const directory = new WorkDirectory(task.workdir);
  const { run } = await presentRun(directory);
  const spaceOfRun = run === undefined ? task.pspace : checkedSpaceOf(run, directory.run);
  const space = of ?? spaceOfRun;
  const hash = (of === undefined ? run?.space.hash : undefined) ?? hashSpace(space);
  const states = new RowStates(space.length);
  const records = new RunRecords(space, hash, await knownRuns(directory));
  const visit = begin(space, states, records.present);
  for (const file of await directory.journals()) {
    await records.scan(file, (record) => {
      visit(record, file);
      states.note(record.index, record.kind, record.origin);
    });
  }
  return { run, space, states, problems: records.problems() };
}
