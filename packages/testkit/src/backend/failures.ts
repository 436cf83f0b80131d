import type { BackendGroup } from './backend-case.ts';
import { xs } from './backend-trial.ts';

/** Requirements for rows that fail. */
export const FAILURES: BackendGroup = {
  name: 'a row that fails',
  cases: [
    {
      name: 'is the only missing one, and there is no result',
      async run(trial, expect) {
        trial.fail(3);
        const exitCodes = await trial.run();
        expect(exitCodes.some((code) => code !== 0)).toEqual(true);
        expect(xs(await trial.backend.getMissing())).toEqual([3]);
        expect(await trial.result('x')).toEqual(undefined);
      },
    },
    {
      name: 'is a failure of a job, by its full name',
      async run(trial, expect) {
        trial.fail(3);
        await trial.run();
        const failed = await trial.backend.getFailed();
        expect(failed.length > 0).toEqual(true);
        expect(failed.filter((name) => !name.startsWith(`${trial.task.name}:`))).toEqual([]);
      },
    },
    {
      name: 'is the only row evaluated when the run continues',
      async run(trial, expect) {
        trial.fail(3);
        await trial.run();
        trial.fail();
        await trial.run({ continue: true });
        expect(trial.evaluated()).toEqual([3]);
        expect(await trial.result('x')).toEqual(xs(trial.task.pspace));
      },
    },
  ],
};
