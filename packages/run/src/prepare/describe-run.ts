import { isProgramAddress, type Task } from '@psyrun/core';
import { freeze, hashSpace } from '@psyrun/pspace';
import { commonRanges, type Range } from '@psyrun/pspace/internal';
import type { Fingerprint } from '../fingerprint/fingerprint.ts';
import { mostJobs } from './most-jobs.ts';
import { ROW_DONE, type RowStates } from '../states/row-states.ts';
import type { RunDescription } from '../directory/run-description.ts';
import { sourceTexts } from '../fingerprint/source-texts.ts';
import { gitState, versions } from '../directory/versions.ts';

/**
 * Resolves to the content of `run.json` for a generation that begins with these states. If the work directory is
 * a part that was split off, `part` are its rows.
 */
export async function describeRun(
  task: Task,
  fingerprint: Fingerprint,
  states: RowStates,
  generation: number,
  part?: readonly Range[],
): Promise<RunDescription> {
  const { pspace } = task;
  const left = states.rangesWithout(ROW_DONE);
  return {
    task: task.name,
    generation,
    fingerprint,
    sources: await sourceTexts(task),
    space: {
      hash: hashSpace(pspace),
      length: pspace.length,
      keys: pspace.keys,
      frozen: freeze(pspace),
    },
    todo: part === undefined ? left : commonRanges(left, part),
    ...(part && { part }),
    maxJobs: await mostJobs(task),
    minItems: task.minItems,
    excludeFromResult: task.excludeFromResult,
    resultfile: task.resultfile,
    store: task.storeAddress,
    scheduler: task.scheduler.name,
    ...(hasOwnRows(task) && { tellsIntegers: true as const }),
    created: new Date().toISOString(),
    versions: versions(),
    git: await gitState(task.file),
  };
}

/** True for a task file in another language, which has its rows in its own form. */
function hasOwnRows({ evaluator }: Task): boolean {
  return isProgramAddress(evaluator) && evaluator.rows === 'index';
}
