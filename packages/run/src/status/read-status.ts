import type { Task } from '@psyrun/core';
import { checkResult } from '../certificate/check-result.ts';
import { presentRun } from '../directory/known-runs.ts';
import type { RunDescription } from '../directory/run-description.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { allChangesSince, changesSince } from '../fingerprint/changes-since.ts';
import { fingerprintOf } from '../fingerprint/fingerprint.ts';
import { pythonResults } from '../states/python-results.ts';
import { allDone, rowStates, type RowStates } from '../states/row-states.ts';
import type { RunRecord } from '../states/run-records.ts';

/** The status of a task, read from its work directory without changes. */
export interface TaskStatus {
  /** The present run; undefined if the task was not run, or if its description is damaged. */
  readonly run: RunDescription | undefined;
  readonly states: RowStates;
  /** True if the rows are those of the run: its space is the present one. */
  readonly hasSpaceOfRun: boolean;
  /** True if the result is certified as that of the present run, and the task has not changed since. */
  readonly complete: boolean;
  /** The changes since the run began, as sentences. */
  readonly changes: readonly string[];
  /** Problems of the result file and of records of the run, as sentences. */
  readonly problems: readonly string[];
}

/**
 * Reads the present state of every row of a task. A result whose size and time of change are the
 * certified ones is believed; otherwise its digest is computed. `visit` is called for each record that is
 * read: of a complete result, for none.
 */
export async function readStatus(
  task: Task,
  visit?: (record: RunRecord) => void,
): Promise<TaskStatus> {
  const { resultfile, pspace } = task;
  const directory = new WorkDirectory(task.workdir);
  const { run, problem: lost } = await presentRun(directory);
  const { certificate, problem, wasWritten } = await checkResult(resultfile, run, { quick: true });
  const problems = problem !== undefined && wasWritten ? [uncertified(resultfile, problem)] : [];
  const fingerprint = await fingerprintOf(task);
  const hasSpaceOfRun = run?.space.hash === fingerprint.space;
  if (run === undefined) {
    const states = await rowStates(directory, pspace, fingerprint.space, visit);
    for (const { index } of await pythonResults(task)) states.note(index, 'done');
    const left = lost === undefined ? [] : states.refused;
    return {
      run,
      states,
      hasSpaceOfRun,
      complete: false,
      changes: [],
      problems: [...problems, ...left],
    };
  }
  const changes = allChangesSince(run, task, fingerprint);
  if (problem === undefined && changesSince(run, task, fingerprint).length === 0) {
    const states = allDone(pspace.length);
    states.origins = certificate!.origins;
    return { run, states, hasSpaceOfRun, complete: true, changes, problems };
  }
  const states = await rowStates(directory, pspace, fingerprint.space, visit);
  return {
    run,
    states,
    hasSpaceOfRun,
    complete: false,
    changes,
    problems: [...problems, ...states.refused],
  };
}

function uncertified(resultfile: string, problem: string): string {
  return `${resultfile} is not certified as the result of the present run: ${problem} [PSYRUN_RESULT_UNCERTIFIED]`;
}
