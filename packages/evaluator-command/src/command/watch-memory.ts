import { readFileSync } from 'node:fs';
import type { NoteMemory } from '@psyrun/core';

/** Milliseconds to the first look, and the longest time between two. Each waits twice as long as the last. */
const FIRST = 5;
const LONGEST = 500;

/**
 * Looks now and then how much memory a process and those that it has started have had at most, until the
 * function that it returns is called. Only Linux tells it. What is used after the last look is not seen.
 */
export function watchMemory(pid: number, note: NoteMemory): () => void {
  let wait = FIRST;
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const bytes = memoryOf(pid);
    if (bytes > 0) note(bytes);
    wait = Math.min(2 * wait, LONGEST);
    timer = setTimeout(look, wait).unref();
  };
  timer = setTimeout(look, wait).unref();
  return () => clearTimeout(timer);
}

/** Returns the most memory that a process has had, and those that it has started and that live, in bytes. */
function memoryOf(pid: number): number {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`)) ?? [];
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  const own = kibibytes === undefined ? 0 : Number(kibibytes) * 1024;
  return children.reduce((sum, child) => sum + memoryOf(Number(child)), own);
}

/** Reads a file of `/proc`; empty if the process has ended or the system has no `/proc`. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
