import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Milliseconds of a tick of the clock in `/proc`. It is the same on all systems with Linux. */
const TICK = 10;

/** What a process has used since it began. */
export interface ProcessUsage {
  /** CPU time in milliseconds; undefined for a thread, because its process has others. */
  readonly cpu: number | undefined;
  /** The most memory that it has had, in bytes. */
  readonly memory: number;
}

// The function may replace it later.
const resources = process.resourceUsage.bind(process);

/** Returns what this process has used, with the CPU time of the processes that it started and that have ended. */
export function processUsage(): ProcessUsage {
  const { userCPUTime, systemCPUTime, maxRSS } = resources();
  const cpu = isMainThread ? (userCPUTime + systemCPUTime) / 1000 + childrenCpu() : undefined;
  return { cpu, memory: maxRSS * 1024 };
}

function childrenCpu(): number {
  try {
    return statTimes(readFileSync('/proc/self/stat', 'latin1')).children;
  } catch {
    return 0; // Only Linux tells it.
  }
}

/**
 * Returns the CPU times in a line of `/proc/<pid>/stat`, in milliseconds.
 *
 * @example
 * ```ts
 * statTimes('7 (a b) S 1 7 7 0 -1 0 0 0 0 0 12 3 40 2 20 0 1 0'); // => { own: 150, children: 420 }
 * ```
 */
export function statTimes(line: string): { readonly own: number; readonly children: number } {
  // The name of the program, in parentheses, may have blanks.
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ', 15)
    .map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11);
  return { own: TICK * (user + system), children: TICK * (childUser + childSystem) };
}
