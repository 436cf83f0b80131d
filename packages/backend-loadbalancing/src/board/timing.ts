import { setTimeout as delay } from 'node:timers/promises';

/** Time as the workers of a queue know it. No two of them compare their clocks. */
export interface Timing {
  /** Milliseconds between two signs of life of a worker. */
  readonly beat: number;
  /** Milliseconds without a sign of life after which a worker counts as dead. */
  readonly lease: number;
  /** Milliseconds of a clock that is never set. */
  now(): number;
  /** Waits; not to the end if the signal is aborted meanwhile. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The time of this machine; file systems may hide a sign of life for up to a minute. */
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
