import { existsSync, rmSync, statSync, truncateSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { f, Sweep } from './sweep.ts';

jest.setTimeout(300_000);

// Each run reads the state of the repository, which takes processes and does not matter here.
const path = process.env['PATH'];
beforeAll(() => void (process.env['PATH'] = ''));
afterAll(() => void (process.env['PATH'] = path));

const value = fc.integer({ min: 0, max: 11 });
const never = 1000;
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      continue: fc.boolean(),
      failing: fc.array(value, { maxLength: 3 }),
      killBeforeJob: fc.oneof(fc.constant(never), fc.nat(6)),
      killAfterRows: fc.oneof(fc.constant(never), fc.nat(8)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('space' as const),
      values: fc.uniqueArray(value, { maxLength: 10 }),
      maxJobs: fc.integer({ min: 1, max: 4 }),
      minItems: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('lose' as const),
      what: fc.constantFrom('result', 'batches', 'journal' as const),
      nth: fc.nat(5),
    }),
  },
  // This simulates a crash of the machine while a journal is written.
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('tear' as const),
      nth: fc.nat(5),
      bytes: fc.integer({ min: 1, max: 60 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(sweep: Sweep, taken: Step): Promise<void> {
  if (taken.kind === 'run') return void (await sweep.run(taken));
  if (taken.kind === 'space') {
    return sweep.setSpace(taken.values, taken.maxJobs, taken.minItems);
  }
  if (taken.kind === 'lose' && taken.what !== 'journal') {
    const lost = taken.what === 'result' ? sweep.task.resultfile : sweep.directory.in;
    return rmSync(lost, { recursive: true, force: true });
  }
  const journals = await sweep.directory.journals();
  const journal = journals[taken.nth % Math.max(journals.length, 1)];
  if (journal === undefined) return;
  if (taken.kind === 'lose') return rmSync(journal);
  truncateSync(journal, Math.max(statSync(journal).size - taken.bytes, 40));
}

/** Expects that every row is in one state and that the done rows are the recorded ones. */
async function checkStatus(sweep: Sweep): Promise<void> {
  const { total, done, failed, missing, complete } = await sweep.status();
  const values = [...sweep.task.pspace].map((row) => row['x'] as number);
  expect(done + failed + missing).toBe(total);
  expect(total).toBe(values.length);
  const recorded = await sweep.recorded();
  expect(done).toBe(complete ? total : values.filter((x) => recorded.has(x)).length);
}

test('after any history, a run has every row once with its own value, and repeats no work', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (history) => {
      const sweep = new Sweep();
      try {
        for (const taken of history) {
          await take(sweep, taken);
          await checkStatus(sweep);
        }
        await sweep.run({
          continue: true,
          failing: [],
          killBeforeJob: never,
          killAfterRows: never,
        });
        await checkStatus(sweep);
        const x = [...sweep.task.pspace].map((row) => row['x'] as number);
        const result = await sweep.store.load(sweep.task.resultfile);
        expect({ ...result }).toEqual(x.length === 0 ? { x } : { x, y: x.map(f) });
        expect((await sweep.status()).complete).toBe(true);
        expect(existsSync(sweep.directory.run)).toBe(true);
        expect(sweep.wasted).toEqual([]);
      } finally {
        sweep.remove();
      }
    }),
    { numRuns: 300 },
  );
});
