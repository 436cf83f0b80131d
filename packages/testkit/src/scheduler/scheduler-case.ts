import type { Scheduler, SchedulerCapabilities } from '@psyrun/core';
import type { Expect } from '../test-runner.ts';
import type { SchedulerFixture } from './fixture.ts';

/** What a case is given: a new scheduler, what it needs to try it out, and the comparison. */
export interface SchedulerTrial {
  readonly scheduler: Scheduler;
  readonly fixture: SchedulerFixture;
  readonly expect: Expect;
}

/** One thing that a scheduler has to do. */
export interface SchedulerCase {
  readonly name: string;
  /** Schedulers that the case is for; all if it is left out. */
  readonly when?: (capabilities: SchedulerCapabilities) => boolean;
  readonly run: (trial: SchedulerTrial) => Promise<void>;
}

/** Cases that belong together. */
export interface SchedulerGroup {
  readonly name: string;
  readonly cases: readonly SchedulerCase[];
}
