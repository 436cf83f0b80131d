import { isPsyrunError } from '@psyrun/core';
import { readLock } from '@psyrun/files/documents';
import { sound, type Finding } from './finding.ts';

/** True for the path of a lock, or of the guard of a process that takes a lock over. */
export function isLock(path: string): boolean {
  return /\.lock(?:\.takeover)*$/.test(path);
}

/**
 * Checks whether a lock names its process. There is no repair for one that does not: the process may be
 * writing, and only a person can find out. The problem says what to do.
 */
export async function checkLock(path: string): Promise<Finding> {
  try {
    await readLock(path);
    return sound(path);
  } catch (error) {
    if (!isPsyrunError(error)) throw error;
    return { path, state: 'damaged', problem: error.message };
  }
}
