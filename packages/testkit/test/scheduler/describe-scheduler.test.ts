import { openSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { JobId, JobStatus, Scheduler, Submission } from '@psyrun/core';
import { describeScheduler } from '../../src/scheduler/describe-scheduler.ts';
import { RightScheduler } from './right-scheduler.ts';

const concurrent = { describe, test: test.concurrent, expect };
describeScheduler(concurrent, 'a correct scheduler', () => new RightScheduler());

/** Returns why the schedulers of `create` fail in the named cases of the kit, or 'passed', for each case. */
async function failures(create: () => Scheduler, names: readonly string[]): Promise<string[]> {
  const runs = new Map<string, () => Promise<void>>();
  const runner = {
    describe: (_: string, tests: () => void) => tests(),
    test: (name: string, run: () => Promise<void>) => void runs.set(name, run),
    expect,
  };
  describeScheduler(runner, 'scheduler', create);
  const outcomes = await Promise.allSettled(names.map((name) => runs.get(name)!()));
  return outcomes.map((outcome) =>
    outcome.status === 'rejected' ? `${outcome.reason}` : 'passed',
  );
}

/** Wrong schedulers, and the cases of the kit that catch them. */
const WRONG: readonly (readonly [string, new () => Scheduler, string[]])[] = [
  [
    'a shell that reads the arguments',
    class extends RightScheduler {
      protected override argv(submission: Submission, index: number | undefined) {
        const [sh, c, script, ...args] = super.argv(submission, index);
        const unquoted = `set -- ${args
          .slice(1)
          .map((arg) => arg.replace(/'/g, ''))
          .join(' ')}`;
        const nasty = submission.name === 'kit:print' ? `${unquoted}\n${script}` : script!;
        return [sh!, c!, nasty, ...args];
      }
    },
    ['arguments arrive unchanged'],
  ],
  [
    'a log that replaces the one before',
    class extends RightScheduler {
      protected override openLog({ log }: Submission, index: number | undefined): number {
        return openSync(log.replaceAll('%a', String(index)), 'w');
      }
    },
    ['a log receives output and errors, and is appended to'],
  ],
  [
    'one log for all jobs of an array',
    class extends RightScheduler {
      protected override openLog(submission: Submission): number {
        return super.openLog(submission, undefined);
      }
    },
    ['each index runs once, in arguments and in the name of the log'],
  ],
  [
    'no throttle',
    class extends RightScheduler {
      protected override slots(): number {
        return 4;
      }
    },
    ['no more jobs run at a time than allowed'],
  ],
  [
    'jobs that start after a failure although they may not',
    class extends RightScheduler {
      protected override starts(): boolean {
        return true;
      }
    },
    ['a job after a failed one fails without starting, and so do the jobs after it'],
  ],
  [
    'jobs that do not start after a failure although they may',
    class extends RightScheduler {
      protected override starts(submission: Submission, before: readonly JobStatus['state'][]) {
        return super.starts({ ...submission, evenIfFailed: false }, before);
      }
    },
    ['a job that may run after a failure runs'],
  ],
  [
    'jobs that do not wait for others',
    class extends RightScheduler {
      override submit(submission: Submission): Promise<JobId> {
        return super.submit({ ...submission, dependsOn: [] });
      }
    },
    [
      'a job starts when all jobs before it have ended',
      'a job after a failed one fails without starting, and so do the jobs after it',
      'a job waits, runs and ends, and is listed until it ends',
    ],
  ],
  [
    'every end reported as a success',
    class extends RightScheduler {
      override async getStatus(ids: readonly JobId[]) {
        const status = await super.getStatus(ids);
        return new Map(
          [...status].map(([id, one]) => [
            id,
            one.state === 'failed' ? { ...one, state: 'done' as const } : one,
          ]),
        );
      }
    },
    [
      'a job that exits with 0 is done, another one has failed',
      'one job that fails makes the array fail, and no other job of it',
      'a job after a failed one fails without starting, and so do the jobs after it',
      'a killed job ends, and other jobs go on',
    ],
  ],
  [
    'outcomes that it declares unknown',
    class extends RightScheduler {
      override readonly capabilities = { arrays: true, immediate: false, outcomes: false };
    },
    [
      'a job with an unknown outcome does not count as done',
      'a job that may run after a failure runs',
      'a killed job ends, and other jobs go on',
    ],
  ],
  [
    'a kill that ends every job',
    class extends RightScheduler {
      override kill(): Promise<void> {
        return super.kill([...this.jobs.keys()]);
      }
    },
    ['a killed job ends, and other jobs go on'],
  ],
  [
    'a kill that only reports an end',
    class extends RightScheduler {
      override async kill(ids: readonly JobId[]): Promise<void> {
        for (const id of ids) this.jobs.get(id)!.state = 'failed';
      }
    },
    ['a killed job ends, and other jobs go on'],
  ],
  [
    'a kill that ends only what runs',
    class extends RightScheduler {
      override async kill(ids: readonly JobId[]): Promise<void> {
        return super.kill(ids.filter((id) => this.jobs.get(id)!.state === 'running'));
      }
    },
    ['kill ends all jobs, also the waiting ones'],
  ],
  [
    'a kill that fails for jobs that have ended',
    class extends RightScheduler {
      override async kill(ids: readonly JobId[]): Promise<void> {
        if (ids.some((id) => this.jobs.get(id)?.state === 'done')) throw new Error('no such job');
        return super.kill(ids);
      }
    },
    ['a killed job ends, and other jobs go on'],
  ],
  [
    'ended jobs among the queued ones',
    class extends RightScheduler {
      override async getJobs(): Promise<readonly JobId[]> {
        return [...this.jobs.keys()];
      }
    },
    ['a job waits, runs and ends, and is listed until it ends', 'an array is killed as a whole'],
  ],
  [
    'a preview that submits',
    class extends RightScheduler {
      override async preview(submission: Submission): Promise<string> {
        await this.submit({ ...submission, dependsOn: [] });
        return super.preview(submission);
      }
    },
    ['a preview shows the submission and submits nothing'],
  ],
  [
    'tags that it forgets',
    class extends RightScheduler {
      override async find(): Promise<ReadonlyMap<string, JobId>> {
        return new Map();
      }
    },
    ['a job is found by the tag of its submission'],
  ],
  [
    'states of jobs by their number alone',
    class extends RightScheduler {
      override async getStatus(ids: readonly JobId[]) {
        const statuses = await super.getStatus(ids);
        return new Map([...statuses].map(([id, { state }]) => [id, { id, state }]));
      }
    },
    ['a status tells which job has the id, and that no job has it'],
  ],
  [
    'one identity for all jobs',
    class extends RightScheduler {
      override async getStatus(ids: readonly JobId[]) {
        const statuses = await super.getStatus(ids);
        const identity = { system: await this.system(), tag: 'psyrun' };
        return new Map([...statuses].map(([id, status]) => [id, { ...status, identity }]));
      }
    },
    ['a status tells which job has the id, and that no job has it'],
  ],
  [
    'arrays that it does not declare',
    class extends RightScheduler {
      override readonly capabilities = { arrays: false, immediate: false, outcomes: true };
    },
    ['a scheduler without arrays refuses an array'],
  ],
];

describe('a scheduler is caught that has', () => {
  test.concurrent.each(WRONG)(
    '%s',
    async (_, Wrong, cases) => {
      const reasons = await failures(() => new Wrong(), cases);
      // A case that is only late, on a busy machine, does not count.
      const caught = (reason: string) => !/^passed$|Timed out/.test(reason);
      expect(reasons.filter((reason) => !caught(reason))).toEqual([]);
    },
    180_000,
  );
});
