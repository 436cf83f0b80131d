import type { JobStatus } from '@psyrun/core';
import type { ProcessState } from './watch.ts';

/** Milliseconds between two questions to the scheduler, at least. */
const PAUSE = 60_000;

/**
 * What a job's state means for its worker. A job that waits (again) has no worker any more; one
 * that is suspended does nothing, and its lease decides.
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

/** What {@link JobStatusCache} is made from. */
export interface JobStatusCacheOptions {
  /** Asks the scheduler for the states of the jobs of the queue, by their numbers. */
  readonly ask: () => Promise<ReadonlyMap<number, JobStatus['state']>>;
  /** Milliseconds of a clock that is never set. */
  readonly now: () => number;
  /** Told why the scheduler could not be asked. */
  readonly onError: (error: unknown) => void;
}

/**
 * What the scheduler has said of the jobs of a queue. It is asked when somebody wants to know, in
 * the background, for all jobs at once and at most once a minute: a scheduler that is slow, does not
 * answer, or cannot be reached from where jobs run holds nobody up.
 */
export class JobStatusCache {
  readonly #options: JobStatusCacheOptions;
  #states: ReadonlyMap<number, JobStatus['state']> = new Map();
  #askedAt = -Infinity;
  #answeredAt = -Infinity;

  constructor(options: JobStatusCacheOptions) {
    this.#options = options;
  }

  /** What the latest answer means for the worker of a job; `'unknown'` if it is too old. */
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
