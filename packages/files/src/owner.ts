import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process: enough to tell, on the same host, whether it still runs. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When the process started, as the kernel counts it; null where that cannot be read. */
  readonly started: string | null;
}

/** This process. */
export function thisProcess(): Owner {
  return { host: hostname(), pid: process.pid, started: statusOf(process.pid)?.started ?? null };
}

/**
 * Whether `owner` certainly runs no more. Of a process on another host nothing is known, so it
 * counts as running.
 */
export function hasEnded(owner: Owner): boolean {
  if (owner.host !== hostname()) return false;
  if (!isRunning(owner.pid)) return true;
  const status = statusOf(owner.pid);
  // A zombie: whoever started it has not asked yet what became of it, and may never do so.
  if (status?.state === 'Z') return true;
  // The number may have been given to another process since, after a restart for example.
  return owner.started !== null && owner.started !== status?.started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Fields 3 and 22 of `/proc/<pid>/stat` (see proc(5)), counted behind the command, which may hold
 * blanks; undefined outside of Linux, where the process number has to do.
 */
function statusOf(pid: number): { state: string; started: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, started: fields[19]! };
  } catch {
    return undefined; // No such file.
  }
}
