import type { ProgramGroup } from './program-case.ts';
import type { ProgramTrial } from './program-trial.ts';

/** Requirements on the reports of rows. */
export const EVALUATING: ProgramGroup = {
  name: 'evaluating',
  cases: [
    {
      name: 'reports the result of each row once, in order',
      async run(trial, expect) {
        await begin(trial);
        const { examples } = trial.program;
        for (let given = 1; given < 20; given += trial.batch) {
          const part = Array.from(
            { length: trial.batch },
            (_, i) => examples[i % examples.length]!,
          );
          const first = await trial.give(part.map(({ row }) => row));
          expect(await trial.reports(part.length)).toEqual(
            part.map(({ result }, i) => [first + i, result]),
          );
        }
      },
    },
    {
      name: 'reports a row that fails, and goes on',
      async run(trial, expect) {
        await begin(trial);
        const first = await trial.give([trial.program.failing]);
        const [[number, outcome]] = (await trial.reports(1)) as [[number, { error?: object }]];
        const { error } = outcome as { error: Record<string, unknown> };
        expect([number, typeof error['name'], typeof error['message']]).toEqual([
          ...[first, 'string', 'string'],
        ]);
        expect(['threw', 'refused'].includes(error['reason'] as string)).toEqual(true);
        const { row, result } = trial.program.examples[0]!;
        const next = await trial.give([row]);
        expect(await trial.reports(1)).toEqual([[next, result]]);
      },
    },
    {
      name: 'reads messages in pieces of any size',
      async run(trial, expect) {
        await begin(trial);
        const { row, result } = trial.program.examples[0]!;
        const number = await trial.give([row], {}, { pieces: true });
        expect(await trial.reports(1)).toEqual([[number, result]]);
      },
    },
    {
      name: 'ignores kinds and members that it does not know',
      async run(trial, expect) {
        await begin(trial);
        await trial.say({ kind: 'futureKind', rows: [] });
        const { row, result } = trial.program.examples[0]!;
        const number = await trial.give([row], { futureMember: { a: [null] } });
        expect(await trial.reports(1)).toEqual([[number, result]]);
      },
    },
    {
      name: 'answers a ping with the number of rows that it has',
      async run(trial, expect) {
        await begin(trial);
        await trial.say({ kind: 'ping' });
        const { kind, holds } = await trial.next();
        expect([kind, holds]).toEqual(['pong', 0]);
      },
    },
    {
      name: 'writes no message to the standard output',
      async run(trial, expect) {
        await begin(trial);
        await trial.say({ kind: 'end' });
        expect((await trial.wholeOutput()).includes('"kind"')).toEqual(false);
      },
    },
  ],
};

/** Starts the program and evaluates a first row. */
async function begin(trial: ProgramTrial): Promise<void> {
  await trial.start();
  await trial.give([trial.program.examples[0]!.row]);
  await trial.next();
  await trial.reports(1);
}
