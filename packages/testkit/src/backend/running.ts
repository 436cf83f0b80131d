import type { BackendGroup } from './backend-case.ts';
import { xs } from './backend-trial.ts';
import { leavesOf } from './run-tree.ts';

/** Requirements for a run. */
export const RUNNING: BackendGroup = {
  name: 'a run',
  cases: [
    {
      name: 'puts every row into the result, once',
      async run(trial, expect) {
        const exitCodes = await trial.run();
        expect(exitCodes.filter((code) => code !== 0)).toEqual([]);
        const all = xs(trial.task.pspace);
        expect(await trial.result('x')).toEqual(all);
        expect(await trial.result('double')).toEqual(all.map((x) => 2 * x));
        expect(xs(await trial.backend.getMissing())).toEqual([]);
        expect(await trial.backend.getFailed()).toEqual([]);
      },
    },
    {
      name: 'evaluates each row once',
      async run(trial, expect) {
        await trial.run();
        expect(trial.evaluated()).toEqual(xs(trial.task.pspace));
      },
    },
    {
      name: 'that is complete has no jobs left',
      async run(trial, expect) {
        await trial.run();
        const leaves = leavesOf(await trial.backend.createJob({ continue: false }));
        const left = leaves.filter((job) =>
          job.kind === 'array' ? job.todo.length > 0 : !job.done,
        );
        expect(left.map(({ name }) => name)).toEqual([]);
      },
    },
  ],
};
