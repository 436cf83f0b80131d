import type { Task } from '@psyrun/core';
import { allChanges, fingerprintOf } from '../fingerprint/fingerprint.ts';
import { isCertified } from '../certificate/certificate.ts';
import { runIn } from '../directory/run-file.ts';
import { rowStates, RowStates } from '../states/row-states.ts';
import { WorkDirectory } from '../directory/work-directory.ts';

/** The status of a task, read from its work directory without changes. */
export interface TaskStatus {
  readonly states: RowStates;
  /** True if the result exists and its certificate has the present fingerprint. */
  readonly complete: boolean;
  /** The changes since the run began, as sentences. */
  readonly changes: readonly string[];
}

/** Reads the present state of every row of a task. */
export async function readStatus(task: Task): Promise<TaskStatus> {
  const directory = new WorkDirectory(task.workdir);
  const run = await runIn(directory);
  if (run === undefined) {
    return { states: new RowStates(task.pspace.length), complete: false, changes: [] };
  }
  const fingerprint = await fingerprintOf(task);
  const complete = await isCertified(task.resultfile, fingerprint);
  const states = await rowStates(directory, task.pspace, fingerprint.space);
  // Stryker disable next-line EqualityOperator: a row behind the last one is not noted.
  if (complete) for (let i = 0; i < states.length; i++) states.note(i, 'done');
  return { states, complete, changes: allChanges(run.fingerprint, fingerprint) };
}
