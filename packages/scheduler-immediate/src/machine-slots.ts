import { availableParallelism, totalmem } from 'node:os';

/** Bytes that a worker process may need before a row needs any: Node, and the modules of a task. */
const WORKER = 256 * 2 ** 20;

/**
 * Most jobs that should run at a time on a machine of so many cores and bytes of memory; on this one
 * if they are left out.
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

/** Memory of the machine, or of the container that this process is kept in. */
function ownMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
