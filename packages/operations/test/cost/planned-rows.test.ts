import { expect, test } from '@jest/globals';
import {
  predictSeconds,
  type KnownRow,
  type PredictedSeconds,
} from '../../src/cost/predict-seconds.ts';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

const SLOW = 'const end = Date.now() + 1 + n / 4; while (Date.now() < end);';
const inFolder = (task: string) => new ProjectFolder({ 'psy-tasks/task_t.js': task });

test('a plan counts rows that are kept, to evaluate, and orphaned', async () => {
  const folder = inFolder(taskOf(30));
  const { rows, cost } = await folder.open().plan('t');
  expect(rows).toEqual({ total: 30, kept: 0, toEvaluate: 30, orphaned: 0 });
  expect(cost).toEqual({ unknown: 'No row has ended yet.' });
  await folder.open().run('t');
  expect(await folder.open().plan('t')).toMatchObject({
    action: 'nothing',
    rows: { total: 30, kept: 30, toEvaluate: 0, orphaned: 0 },
  });
  folder.write('psy-tasks/task_t.js', taskOf(30).replace('range(30)', 'range(10, 50)'));
  const grown = await folder.open().plan('t', { continue: true });
  expect(grown.rows).toEqual({ total: 40, kept: 20, toEvaluate: 20, orphaned: 10 });
  const anew = await folder.open().plan('t');
  expect(anew.rows).toEqual({ total: 40, kept: 0, toEvaluate: 40, orphaned: 0 });
  const again = { rerun: true, where: 'n > 20' };
  folder.write('psy-tasks/task_t.js', taskOf(30));
  expect((await folder.open().plan('t', again)).rows).toMatchObject({ kept: 21, toEvaluate: 9 });
});

test('the cost of rows to evaluate follows from those that are done', async () => {
  const folder = inFolder(taskOf(40, SLOW));
  await folder.open().run('t');
  const known: KnownRow[] = [];
  for await (const { row, duration } of (await folder.open().rows('t')).read()) {
    known.push({ row: { n: row }, seconds: duration! });
  }
  folder.write('psy-tasks/task_t.js', taskOf(400, SLOW));
  const { cost } = await folder.open().plan('t', { continue: true });
  expect(cost).toMatchObject({ beyond: ['n'] });
  const { expected, least, most } = (cost as { coreHours: Record<string, number> }).coreHours;
  const sample = Array.from({ length: 360 }, (_, i) => ({ n: i + 40 }));
  const predicted = predictSeconds(['n'], known, { sample, count: 360 }) as PredictedSeconds;
  expect((expected! * 3600) / predicted.expected).toBeCloseTo(1, 4);
  expect(least).toBeLessThan(expected!);
  expect(most).toBeGreaterThan(expected!);
});

test.each([
  [1e-9, /are expected to take .* core-hours, more than 1e-9\./],
  [1000, undefined],
])('a run that costs more than %d core-hours is refused', async (maxCost, refusal) => {
  const folder = inFolder(taskOf(40, SLOW));
  await folder.open().run('t');
  folder.write('psy-tasks/task_t.js', taskOf(60, SLOW));
  const run = folder.open().run('t', { continue: true, maxCost });
  if (refusal === undefined) {
    expect(await run).toMatchObject({ outcome: 'complete' });
    return;
  }
  await expect(run).rejects.toMatchObject({
    code: 'PSYRUN_TOO_COSTLY',
    message: expect.stringMatching(refusal),
    fields: { task: 't', most: maxCost },
  });
  expect((await folder.open().status('t')).done).toBe(40);
});

test('rows of another run that are taken are kept', async () => {
  const folder = inFolder(taskOf(30));
  await folder.open().run('t');
  folder.write('psy-tasks/task_u.js', `${taskOf(40)} export const reuse = ['t'];`);
  const { notes, rows } = await folder.open().plan('u');
  expect(notes).toContain('30 rows are taken from t.');
  expect(rows).toEqual({ total: 40, kept: 30, toEvaluate: 10, orphaned: 0 });
});
