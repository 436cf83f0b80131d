import { readFileSync } from 'node:fs';
import { statTimes } from '../../row/stat-times.ts';

/**
 * Measures a process from outside, for programs that cannot tell what they use. Only Linux knows it, with
 * a resolution of 10 ms.
 */
export class ProgramUsage {
  readonly #pid: number | undefined;
  /** The CPU time at the last look, in milliseconds. */
  #cpu = 0;

  constructor(pid: number | undefined) {
    this.#pid = pid;
  }

  /** Looks at the process. What it has used before does not belong to the rows that follow. */
  begin(): void {
    this.#cpu = this.#total() ?? 0;
  }

  /**
   * Returns the CPU time since the look before, in milliseconds, with that of processes that it started and
   * that have ended, and the most memory that the process has had, in bytes.
   */
  since(): { readonly cpu?: number; readonly memory?: number } {
    const total = this.#total();
    const memory = this.#pid === undefined ? undefined : mostMemory(this.#pid);
    const cpu = total === undefined ? undefined : total - this.#cpu;
    this.#cpu = total ?? this.#cpu;
    return { ...(cpu !== undefined && { cpu }), ...(memory !== undefined && { memory }) };
  }

  #total(): number | undefined {
    if (this.#pid === undefined) return undefined;
    const line = readProcess(`/proc/${this.#pid}/stat`);
    if (line === undefined) return undefined;
    const { own, children } = statTimes(line);
    return own + children;
  }
}

/** Returns the most memory that a process has had, in bytes; undefined if the system does not tell it. */
export function mostMemory(pid: number): number | undefined {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readProcess(`/proc/${pid}/status`) ?? '') ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** Reads a file of `/proc`; undefined if the process has ended or the system has no `/proc`. */
function readProcess(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}
