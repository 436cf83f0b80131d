import { PsyrunError, type Task } from '@psyrun/core';

/**
 * Throws `PSYRUN_USAGE` if a run is to stop at the first row that fails, but its jobs run in other
 * processes.
 */
export function checkFailFast(
  { name, scheduler }: Pick<Task, 'name' | 'scheduler'>,
  { failFast = false }: { readonly failFast?: boolean },
): void {
  if (!failFast || scheduler.capabilities.immediate) return;
  throw new PsyrunError(
    'PSYRUN_USAGE',
    `Task '${name}' cannot stop at the first failure: ${scheduler.name} runs its jobs after psy has ended.`,
    { hint: 'Leave out --fail-fast.', fields: { task: name, scheduler: scheduler.name } },
  );
}
