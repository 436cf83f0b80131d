import { isPsyrunError } from '@psyrun/core';
import { coloured, type Console } from '../terminal/console.ts';

const SILENT = ['PSYRUN_SCHEDULER', 'PSYRUN_SCHEDULER_NO_ANSWER'] as const;

/**
 * Does what needs the answer of a scheduler; whether there was one. If not, the reason is printed:
 * what the journals say is true all the same.
 */
export async function unlessSilent(
  console: Console,
  action: () => Promise<void>,
): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    if (!SILENT.some((code) => isPsyrunError(error, code))) throw error;
    console.error(`${coloured('yellow', 'Warning:')} ${(error as Error).message}`);
    return false;
  }
}
