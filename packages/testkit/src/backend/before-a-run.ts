import { existsSync } from 'node:fs';
import type { JobTree } from '@psyrun/core';
import type { BackendGroup } from './backend-case.ts';
import { xs } from './backend-trial.ts';
import { leavesOf } from './run-tree.ts';

/** Requirements before anything has run. */
export const BEFORE_A_RUN: BackendGroup = {
  name: 'before a run',
  cases: [
    {
      name: 'all rows are missing, none is queued, nothing has failed',
      async run({ backend, task }, expect) {
        expect(xs(await backend.getMissing())).toEqual(xs(task.pspace));
        expect(xs(await backend.getQueued())).toEqual([]);
        expect(await backend.getFailed()).toEqual([]);
      },
    },
    {
      name: 'a dry run makes no file',
      async run({ backend, task }, expect) {
        await backend.createJob({ continue: false, dryRun: true });
        expect(existsSync(task.workdir)).toEqual(false);
      },
    },
    {
      name: 'the tree has the name of the task, and no two jobs share a full name',
      async run({ backend, task }, expect) {
        const tree = await backend.createJob({ continue: false });
        expect(tree.name).toEqual(task.name);
        const names = fullNames(tree);
        expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
      },
    },
    {
      name: 'what an array has to do lies within its size',
      async run({ backend }, expect) {
        for (const job of leavesOf(await backend.createJob({ continue: false }))) {
          if (job.kind !== 'array') continue;
          expect(job.todo.filter((index) => index < 0 || index >= job.size)).toEqual([]);
        }
      },
    },
  ],
};

function fullNames(tree: JobTree): string[] {
  if (tree.kind === 'job' || tree.kind === 'array') return [tree.name];
  const below = tree.jobs.flatMap(fullNames).map((name) => `${tree.name}:${name}`);
  return [tree.name, ...below];
}
