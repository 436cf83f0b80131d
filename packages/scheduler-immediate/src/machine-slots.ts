import { availableParallelism, totalmem } from 'node:os';

/**
 * Bytes that a worker process may need before it evaluates a row: Node, and the modules of a task.
 */
const WORKER = 256 * 2 ** 20;

/**
 * Returns the largest number of jobs that should run at the same time on a machine with this number
 * of cores and bytes of memory. Default: this machine.
 *
 * @example
 * ```ts
 * machineSlots(8, 16 * 2 ** 30); // => 8
 * machineSlots(64, 2 * 2 ** 30); // => 8
 * ```
 */
export function machineSlots(cores = availableParallelism(), memory = ownMemory()): number {
  return Math.max(1, Math.min(cores, Math.floor(memory / WORKER)));
}

/** Memory of the machine, or of the container of this process. */
function ownMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
