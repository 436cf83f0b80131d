import { PsyrunError } from '@psyrun/core';

/** All copies of this module in a process share this symbol. */
const LOADING = Symbol.for('psyrun.mapper.loading');
const shared = globalThis as { [LOADING]?: boolean };

/** Runs `load`. Until it ends, {@link refuseReentrancy} throws. */
export async function guardedAgainstReentrancy<T>(load: () => Promise<T>): Promise<T> {
  shared[LOADING] = true;
  try {
    return await load();
  } finally {
    shared[LOADING] = false;
  }
}

/**
 * Throws `PSYRUN_EVALUATOR` while a worker loads the module of the function. Without this check, a
 * script that maps one of its own functions would start workers that start workers, without end.
 */
export function refuseReentrancy(): void {
  if (!shared[LOADING]) return;
  throw new PsyrunError(
    'PSYRUN_EVALUATOR',
    'The module of the function starts workers itself when a worker loads it.',
    { hint: 'Put the function into a module of its own, separate from the script that maps it.' },
  );
}
