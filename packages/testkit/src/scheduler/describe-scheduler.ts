import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scheduler, SchedulerArgs } from '@psyrun/core';
import type { TestRunner } from '../test-runner.ts';
import { ARRAYS } from './arrays.ts';
import { SchedulerFixture } from './fixture.ts';
import { DEPENDENCIES } from './dependencies.ts';
import { JOBS } from './jobs.ts';
import { LIFE } from './life.ts';
import type { SchedulerCase, SchedulerGroup } from './scheduler-case.ts';

/** Long enough for a busy machine. */
const PATIENCE = 60_000;

/** Options of {@link describeScheduler}. */
export interface SchedulerTestOptions {
  /** Scheduler arguments of the jobs. */
  readonly args?: SchedulerArgs;
  /**
   * The maximum number of milliseconds that a job may take to do what is expected; one minute by
   * default.
   */
  readonly patience?: number;
}

const GROUPS: readonly SchedulerGroup[] = [JOBS, ARRAYS, DEPENDENCIES, LIFE];

/**
 * Defines the tests that every scheduler must pass, with the functions of a test runner.
 *
 * The declarations in `capabilities` select the tests: arrays or their refusal, a queue or jobs
 * that have ended when `submit` returns, known or unknown outcomes. Each test has a folder of its
 * own, whose name holds spaces, quotes, a percent sign and an umlaut.
 *
 * `create` makes a new scheduler for every test, ready to run shell scripts. A test takes up to
 * four jobs one after the other; tests may run at the same time.
 *
 * ```ts no-run
 * import { describe, expect, test } from '@jest/globals';
 * import { describeScheduler } from '@psyrun/testkit';
 * import { ImmediateRun } from '../src/index.ts';
 *
 * describeScheduler({ describe, test, expect }, 'ImmediateRun', () => new ImmediateRun());
 * ```
 */
export function describeScheduler(
  runner: TestRunner,
  name: string,
  create: () => Scheduler,
  options: SchedulerTestOptions = {},
): void {
  const scheduler = create();
  runner.describe(name, () => {
    for (const group of GROUPS) {
      const cases = group.cases.filter(
        ({ when }) => when?.(scheduler.capabilities, scheduler) ?? true,
      );
      runner.describe(group.name, () => {
        for (const one of cases) {
          const run = () => runCase(one, create(), options, runner.expect);
          runner.test(one.name, run, 3 * PATIENCE);
        }
      });
    }
  });
}

async function runCase(
  { run }: SchedulerCase,
  scheduler: Scheduler,
  { args = {}, patience = PATIENCE }: SchedulerTestOptions,
  expect: TestRunner['expect'],
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `psyrun 'kit" 100% ü `));
  try {
    await run({
      scheduler,
      fixture: new SchedulerFixture(scheduler, folder, args, patience),
      expect,
    });
  } finally {
    await scheduler.close?.();
    await rm(folder, { recursive: true });
  }
}
