import type { Session } from '../session.ts';
import { runTasks, type RunFlags } from './run.ts';

/** `psy plan`: prints what `psy run` with the same options would do, and what it would cost. */
export function planTasks(
  names: readonly string[],
  flags: RunFlags,
  session: Session,
): Promise<number> {
  return runTasks(names, { ...flags, dryRun: true }, session);
}
