import type { Scheduler, SchedulerCapabilities } from '@psyrun/core';
import type { Expect } from '../test-runner.ts';
import type { SchedulerFixture } from './fixture.ts';

/** The arguments of a case: a new scheduler, the fixture to test it, and the comparison. */
export interface SchedulerTrial {
  readonly scheduler: Scheduler;
  readonly fixture: SchedulerFixture;
  readonly expect: Expect;
}

/** One requirement on a scheduler. */
export interface SchedulerCase {
  readonly name: string;
  /** True for the schedulers that the case applies to; if it is left out, it applies to all. */
  readonly when?: (capabilities: SchedulerCapabilities, scheduler: Scheduler) => boolean;
  readonly run: (trial: SchedulerTrial) => Promise<void>;
}

/** Cases that belong together. */
export interface SchedulerGroup {
  readonly name: string;
  readonly cases: readonly SchedulerCase[];
}
