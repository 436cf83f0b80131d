import { isPsyrunError, type FailureClass } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';

/** Words of Node for a full heap of JavaScript. */
export const HEAP_FULL = /heap out of memory|ERR_WORKER_OUT_OF_MEMORY/;

/** Messages of JavaScript, R and C++ for memory that the system did not give. */
const NO_MEMORY = /^(?:Array buffer allocation failed|cannot allocate |std::bad_alloc)/;

/** Names of Python's and NumPy's errors for memory that the system did not give. */
const MEMORY_ERROR = /^_?(?:Array)?MemoryError$/;

/** Returns the class of a failure that was thrown, or of a result that was refused. */
export function thrownClass(
  { name, message }: Pick<RowError, 'name' | 'message'>,
  reason: RowError['reason'],
  thrown?: unknown,
): FailureClass {
  if (reason === 'refused') return 'refused';
  if (reason === 'timeout') return 'timeout';
  if (wasKilled(thrown)) return 'signal';
  return MEMORY_ERROR.test(name) || NO_MEMORY.test(message) ? 'outOfMemory' : 'exception';
}

/** True for the error of a command that a signal ended: `signal` is its name, as in errors of Node. */
function wasKilled(thrown: unknown): boolean {
  try {
    const from = isPsyrunError(thrown, 'PSYRUN_COMMAND') ? thrown.fields : (thrown as object);
    return /^SIG[A-Z0-9]+$/.test((from as { signal?: string }).signal ?? '');
  } catch {
    return false; // It may be any value, such as undefined or a Proxy that throws.
  }
}

/**
 * Returns the class of the failure of a row whose worker ended.
 *
 * @param how How it ended, as a `WorkerLink` tells it.
 * @param words What the worker printed last.
 */
export function endedClass(how: string, words: string): FailureClass {
  if (HEAP_FULL.test(words + how)) return 'outOfMemory';
  if (/for lack of memory meanwhile/.test(how)) return 'outOfMemory';
  if (how.startsWith('by signal ')) return 'signal';
  return how.startsWith('with exit code ') ? 'exception' : 'unknown';
}
