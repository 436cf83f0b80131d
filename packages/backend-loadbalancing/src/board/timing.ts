import { setTimeout as delay } from 'node:timers/promises';

/** The clock of a worker and its time limits. Workers never compare their clocks. */
export interface Timing {
  /** Milliseconds between two heartbeats of a worker. */
  readonly beat: number;
  /** Milliseconds without a heartbeat after which a worker counts as dead. */
  readonly lease: number;
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Waits. Resolves early if the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of this machine. File systems may delay a heartbeat by up to a minute. */
export const MACHINE_TIME: Timing = {
  beat: 15_000,
  lease: 120_000,
  now: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    if (signal === undefined) await delay(milliseconds);
    else await delay(milliseconds, undefined, { signal }).catch(unlessAborted(signal));
  },
};

function unlessAborted(signal: AbortSignal) {
  return (error: unknown): void => {
    if (!signal.aborted) throw error;
  };
}
