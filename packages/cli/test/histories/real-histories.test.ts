import { afterAll, beforeAll, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { Model } from './model.ts';
import { step, sweepKind } from './steps.ts';

/** Number of histories whose rows are evaluated by worker processes; otherwise some short ones without. */
const WANTED = process.env['PSYRUN_HISTORIES'];
const SEED = Number(process.env['PSYRUN_SEED'] ?? 1);
jest.setTimeout(24 * 3_600_000);

// Each run reads the state of the repository, which takes processes and does not matter here.
const path = process.env['PATH'];
beforeAll(() => void (process.env['PATH'] = ''));
afterAll(() => void (process.env['PATH'] = path));

test('at each step, status, verify and export say the truth, and no work is repeated', async () => {
  let count = 0;
  const property = fc.asyncProperty(
    sweepKind(WANTED !== undefined),
    fc.array(step, { minLength: 3, maxLength: WANTED === undefined ? 4 : 6 }),
    async (kind, steps) => {
      const model = new Model(kind);
      try {
        for (const one of steps) {
          await model.take(one);
          await model.check();
        }
        await model.complete();
      } finally {
        model.swept.project.remove();
      }
      if (++count % 10 === 0 && WANTED !== undefined)
        process.stderr.write(`${count} histories have run\n`);
    },
  );
  await fc.assert(property, {
    numRuns: Number(WANTED ?? 12),
    seed: SEED,
    endOnFailure: true,
  });
});
