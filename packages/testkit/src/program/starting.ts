import type { ProgramGroup } from './program-case.ts';

/** Requirements on everything before the first row. */
export const STARTING: ProgramGroup = {
  name: 'starting',
  cases: [
    {
      name: 'says hello first, in version 1 of the protocol',
      async run(trial, expect) {
        const { kind, protocol } = await trial.start();
        expect([kind, protocol]).toEqual(['hello', 1]);
      },
    },
    {
      name: 'is ready once, when rows ask for it',
      async run(trial, expect) {
        await trial.start();
        const { row } = trial.program.examples[0]!;
        await trial.give([row]);
        expect((await trial.next())['kind']).toEqual('ready');
        await trial.reports(1);
        await trial.give([row]);
        expect((await trial.next())['kind']).toEqual('report');
      },
    },
    {
      name: 'sets up again for another process number, and for other keys to exclude',
      async run(trial, expect) {
        await trial.start();
        const { row } = trial.program.examples[0]!;
        for (const more of [{ procId: 3 }, { procId: 4 }, { procId: 4, exclude: ['none'] }]) {
          await trial.give([row], more);
          expect((await trial.next())['kind']).toEqual('ready');
          await trial.reports(1);
        }
      },
    },
  ],
};
