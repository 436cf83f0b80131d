import { plannedJobs, preview } from '@psyrun/jobs';
import { planRun, type RunDecision } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { PlanResult } from '../schemas/plan.ts';
import { checkCost } from '../cost/check-cost.ts';
import { plannedRows } from '../cost/planned-rows.ts';
import { requireNoWait } from '../later/require-no-wait.ts';
import { busyText, busyWith } from './busy-with.ts';
import { checkFailFast } from './check-fail-fast.ts';
import { certainlyActive, isEnding } from './jobs-in-the-way.ts';
import { noRowsWarning } from './no-rows.ts';
import { rowsAgain, type Rerun } from './rows-again.ts';
import { treeOptions } from './tree-options.ts';

/** Options of `Project.plan`. */
export interface PlanOptions extends Rerun {
  /** Keeps what has been evaluated and does only the rest. */
  readonly continue?: boolean;
  /** Continues although the code or the settings have changed. */
  readonly acceptChanges?: boolean;
  /** Most jobs to run at a time. */
  readonly jobs?: number;
  /** Most core-hours that the rows to evaluate may be expected to take. */
  readonly maxCost?: number;
  /** Stops at the first row that fails. Only for a scheduler that runs jobs in this process. */
  readonly failFast?: boolean;
}

/**
 * Returns what a run of a task would submit and skip, and why, and the commands that would submit it,
 * where the scheduler has some. Changes nothing.
 *
 * Throws what the run would be refused for: `PSYRUN_WORKDIR_DIRTY`, `PSYRUN_JOB_UNPROVEN`, `PSYRUN_RUN_CHANGED`,
 * `PSYRUN_SCHEDULER_ARGUMENT`, `PSYRUN_USAGE`, `PSYRUN_TOO_COSTLY`.
 */
export async function planTask(
  task: LoadedTask,
  { jobs, ...given }: PlanOptions = {},
): Promise<PlanResult> {
  checkFailFast(task, given);
  requireNoWait(task);
  const base = { task: task.name, changes: [], notes: [], jobs: [], commands: [] };
  const active = await certainlyActive(task);
  const by = await busyWith(task, active.every(isEnding) ? [] : active);
  if (by !== undefined) return { ...base, action: 'busy', notes: [busyText(task.name, by)] };
  const how = {
    continue: given.continue === true,
    acceptChanges: given.acceptChanges === true,
    ...(await rowsAgain(task, given)),
  };
  const noRows = noRowsWarning(task);
  const notes: string[] = noRows === undefined ? [] : [noRows.message];
  const onNote = (note: string): void => void notes.push(note);
  const tree = await new task.backend(task).createJob({ ...how, dryRun: true, onNote });
  const decision = await planRun(task, how);
  const planned = await plannedRows(task, how);
  checkCost(task, planned, given.maxCost);
  return {
    ...base,
    action: actionOf(decision),
    changes: 'changes' in decision ? [...decision.changes] : [],
    notes,
    ...planned,
    jobs: plannedJobs(tree).map((job) => ({ ...job })),
    commands: [...(await preview(tree, treeOptions(task, jobs)))],
  };
}

/** A refusal has been thrown by the backend; one that is none of psyrun may do without it. */
function actionOf({ action }: RunDecision): PlanResult['action'] {
  return action === 'refuse-replacing' || action === 'refuse-mixing' ? 'replace' : action;
}
