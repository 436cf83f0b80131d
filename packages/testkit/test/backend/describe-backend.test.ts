import { mkdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { CreateJobOptions, Row, Task } from '@psyrun/core';
import { describeBackend } from '../../src/backend/describe-backend.ts';
import { failingCases } from '../store/failing-cases.ts';
import { RightBackend, spaceOf } from './right-backend.ts';

const parts = {
  pspace: spaceOf([5, 1, 3, 2].map((x) => ({ x }))),
  store: {
    module: new URL('../store/right-store.ts', import.meta.url).href,
    export: 'RightStore',
  },
};
const right = (task: Task) => new RightBackend(task);
describeBackend({ describe, test, expect }, 'a correct backend', right, parts);

const WRONG: readonly (readonly [string, new (task: Task) => RightBackend, string[]])[] = [
  [
    'files of a dry run',
    class extends RightBackend {
      override async createJob(options: CreateJobOptions) {
        mkdirSync(this.task.workdir, { recursive: true });
        return super.createJob(options);
      }
    },
    ['before a run: a dry run makes no file'],
  ],
  [
    'two jobs of one name',
    class extends RightBackend {
      override async createJob(options: CreateJobOptions) {
        const tree = await super.createJob(options);
        const done = { kind: 'job', name: 'work', work: NOTHING, done: true } as const;
        return { ...tree, jobs: [...tree.jobs, done] };
      }
    },
    ['before a run: the tree has the name of the task, and no two jobs share a full name'],
  ],
  [
    'a row that is evaluated twice',
    class extends RightBackend {
      protected override todo() {
        const rows = super.todo();
        return [...rows, ...rows.slice(0, 1)];
      }
    },
    [
      'a run: evaluates each row once',
      'a row that fails: is the only row evaluated when the run continues',
    ],
  ],
  [
    'rows that are evaluated again',
    class extends RightBackend {
      protected override todo(): readonly Row[] {
        return [...this.task.pspace];
      }
    },
    ['a row that fails: is the only row evaluated when the run continues'],
  ],
  [
    'complete jobs that are not reported as complete',
    class extends RightBackend {
      override async createJob(options: CreateJobOptions) {
        const tree = await super.createJob(options);
        return { ...tree, jobs: tree.jobs.map((job) => ({ ...job, done: false })) };
      }
    },
    ['a run: that is complete has no jobs left'],
  ],
  [
    'failures that are not reported',
    class extends RightBackend {
      override async getFailed() {
        return [];
      }
    },
    ['a row that fails: is a failure of a job, by its full name'],
  ],
];
const NOTHING = { module: import.meta.url, export: 'nothing', options: {} };

describe('a backend is caught that has', () => {
  test.each(WRONG)('%s', async (_, Wrong, expected) => {
    const failing = await failingCases((runner) =>
      describeBackend(runner, 'wrong', (task) => new Wrong(task), parts),
    );
    expect(failing).toEqual(expected);
  });
});
