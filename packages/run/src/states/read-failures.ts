import type { ParameterSpace, Task } from '@psyrun/core';
import { scanJournal, type FailedRecord } from '@psyrun/journal';
import { runIn, spaceOf } from '../directory/run-file.ts';
import { ROW_FAILED, rowLocator, RowStates } from './row-states.ts';
import { WorkDirectory } from '../directory/work-directory.ts';

/** The failed rows of a run. */
export interface Failures {
  /** The space of the run. The indices are those of this space. */
  readonly space: ParameterSpace;
  readonly states: RowStates;
  /** The last failure of each failed row, in the order of the space. */
  readonly failures: readonly FailedRecord[];
}

/** Reads the failures of the run of a task. There are none if the task was not run. */
export async function readFailures(task: Task): Promise<Failures> {
  const directory = new WorkDirectory(task.workdir);
  const run = await runIn(directory);
  if (run === undefined) {
    return { space: task.pspace, states: new RowStates(task.pspace.length), failures: [] };
  }
  const space = spaceOf(run);
  const states = new RowStates(space.length);
  const last = new Map<number, FailedRecord>();
  const locate = await rowLocator(directory, space, run.space.hash);
  for (const file of await directory.journals()) {
    await scanJournal(file, ({ session, kind, index: recorded }, read) => {
      const index = locate(String(session['space']), recorded, kind);
      // Stryker disable next-line ConditionalExpression: the state of an undefined row is never read.
      if (index === undefined) return;
      states.note(index, kind);
      // Stryker disable next-line ConditionalExpression: the record of a done row is never read.
      if (kind === 'failed') last.set(index, { ...(read() as FailedRecord), index });
    });
  }
  const failures = [...states.indices(ROW_FAILED)].map((index) => last.get(index)!);
  return { space, states, failures };
}
