import { setTimeout as sleep } from 'node:timers/promises';
import type { Writable } from 'node:stream';
import type { ProgramGroup } from './program-case.ts';
import type { ProgramTrial } from './program-trial.ts';

/** How a program ends, and how it does not. */
export const ENDING: ProgramGroup = {
  name: 'ending',
  cases: [
    {
      name: 'exits with 0 when it is told to end',
      async run(trial, expect) {
        await trial.start();
        await trial.say({ kind: 'end' });
        expect(await endOf(trial)).toEqual(0);
      },
    },
    {
      name: 'exits with 0 when its messages end',
      async run(trial, expect) {
        await trial.start();
        (trial.child.stdio[3] as Writable).end();
        expect(await endOf(trial)).toEqual(0);
      },
    },
    {
      name: 'lives on after the signals that a cluster sends to all processes of a job',
      async run(trial, expect) {
        await trial.start();
        for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) trial.child.kill(signal);
        await sleep(100);
        const { row, result } = trial.program.examples[0]!;
        const number = await trial.give([row]);
        await trial.next();
        expect(await trial.reports(1)).toEqual([[number, result]]);
      },
    },
  ],
};

/** Resolves to the exit code, or to words if the program lives on. */
async function endOf(trial: ProgramTrial): Promise<number | string> {
  const { patience = 10_000 } = trial.program;
  return Promise.race([trial.exit, sleep(patience, 'it lives on', { ref: false })]);
}
