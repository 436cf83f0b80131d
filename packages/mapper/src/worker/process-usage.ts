import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { statTimes } from '../row/stat-times.ts';

/** The CPU time and memory of a process since it began. */
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
