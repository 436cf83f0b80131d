import type { LoadedTask } from '@psyrun/task';
import type { WarningEvent } from '../events.ts';

/**
 * Returns the warning for a task whose space has no rows although it does not say that it may;
 * undefined for all others. Such a space may read a file that another task has not written yet.
 */
export function noRowsWarning({
  name,
  pspace,
  allowEmpty,
  waits,
}: LoadedTask): WarningEvent | undefined {
  if (pspace.length > 0 || allowEmpty === true || waits !== undefined) return undefined;
  return {
    type: 'warning',
    task: name,
    code: 'PSYRUN_WARN_NO_ROWS',
    message:
      `The space of task '${name}' has no rows [PSYRUN_WARN_NO_ROWS]. If it reads the result of another ` +
      `task, name that task in after. If it may be empty, set allowEmpty to true.`,
  };
}
