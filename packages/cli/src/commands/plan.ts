import type { EventHandler } from '@psyrun/operations';
import { jobsRunning, planTask, type PlanOptions } from '@psyrun/operations/run';
import type { LoadedTask } from '@psyrun/task';
import type { Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { printPlan } from '../terminal/print-plan.ts';

/** What {@link planOne} is given beside the task. */
export interface PlanStep {
  readonly flags: PlanOptions & { readonly json?: boolean };
  readonly session: Session;
  readonly onEvent: EventHandler;
}

/** `psy run --dry-run` of one task: prints what would run, and why. */
export async function planOne(
  task: LoadedTask,
  { flags, session, onEvent }: PlanStep,
): Promise<number> {
  const { console } = session;
  const plan = await planTask(task, flags);
  if (plan.action === 'busy') onEvent(jobsRunning(task.name));
  if (flags.json) console.out(JSON.stringify(plan));
  else if (plan.action !== 'busy') printPlan(plan, console);
  return EXIT.done;
}
