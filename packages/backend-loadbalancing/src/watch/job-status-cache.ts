import type { JobStatus } from '@psyrun/core';
import type { ProcessState } from './watch.ts';

/** Smallest number of milliseconds between two queries. */
const PAUSE = 60_000;

/**
 * The state of a worker by the state of its job. A job that waits (again) has no worker any more. A
 * suspended job does nothing, so its lease decides.
 */
const MEANING: Readonly<Record<JobStatus['state'], ProcessState>> = {
  running: 'runs',
  queued: 'ended',
  waiting: 'ended',
  done: 'ended',
  failed: 'ended',
  suspended: 'unknown',
  unknown: 'unknown',
};

/** Options of {@link JobStatusCache}. */
export interface JobStatusCacheOptions {
  /** Queries the scheduler for the states of the jobs of the queue, by their numbers. */
  readonly ask: () => Promise<ReadonlyMap<number, JobStatus['state']>>;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Called with the error of a failed query. */
  readonly onError: (error: unknown) => void;
}

/**
 * Caches the states of the jobs of a queue. It queries the scheduler on demand, in the background,
 * for all jobs at once and at most once a minute. So a scheduler that is slow, does not answer, or
 * is out of reach of the nodes delays no worker.
 */
export class JobStatusCache {
  readonly #options: JobStatusCacheOptions;
  #states: ReadonlyMap<number, JobStatus['state']> = new Map();
  #askedAt = -Infinity;
  #answeredAt = -Infinity;

  constructor(options: JobStatusCacheOptions) {
    this.#options = options;
  }

  /**
   * Returns the state of the worker of a job by the latest answer, or `'unknown'` if that is too
   * old.
   */
  stateOf(job: number): ProcessState {
    const now = this.#options.now();
    if (now - this.#askedAt >= PAUSE) void this.#ask(now);
    if (now - this.#answeredAt > 2 * PAUSE) return 'unknown';
    return MEANING[this.#states.get(job) ?? 'unknown'];
  }

  async #ask(now: number): Promise<void> {
    this.#askedAt = now;
    try {
      this.#states = await this.#options.ask();
      this.#answeredAt = this.#options.now();
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
