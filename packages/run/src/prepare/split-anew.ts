import type { Task } from '@psyrun/core';
import type { RunDecision } from './decide-run.ts';
import { mostJobs } from './most-jobs.ts';

/**
 * Resolves to a decision to continue instead of one to resume, if `maxJobs` or `minItems` of the task
 * has changed: a scheduler may have refused the batches of the run, for example because they were too
 * many. The rows that are left are then split anew.
 */
export async function splitAnew(decision: RunDecision, task: Task): Promise<RunDecision> {
  if (decision.action !== 'resume') return decision;
  const { former } = decision;
  const isSame = former.maxJobs === (await mostJobs(task)) && former.minItems === task.minItems;
  return isSame ? decision : { action: 'continue', former, changes: [] };
}
