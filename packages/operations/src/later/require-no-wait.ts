import { PsyrunError } from '@psyrun/core';
import type { LoadedTask } from '@psyrun/task';

/** Throws `PSYRUN_TASK_WAITS` for a task that cannot start yet. */
export function requireNoWait({ name, waits }: LoadedTask): void {
  if (waits === undefined) return;
  throw new PsyrunError('PSYRUN_TASK_WAITS', waits.why, { fields: { task: name } });
}
