import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { knownRuns, prepareRun, presentRun, soundRun } from '../../src/index.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

/** A run of two generations with a journal each. */
async function twoGenerations() {
  const folder = newFolder();
  const first = taskIn(folder, param({ x: range(2) }));
  const { directory } = await prepareRun(first, { continue: false });
  await record(directory, 0, first.pspace, { 0: 0 });
  const second = taskIn(folder, param({ x: range(3) }));
  await prepareRun(second, { continue: true });
  await record(directory, 0, second.pspace, { 1: 1 });
  return directory;
}

test('generations are in their order, the present one last', async () => {
  const { runs, lost } = await knownRuns(await twoGenerations());
  expect(runs.map(({ run }) => run.generation)).toEqual([1, 2]);
  expect(lost).toEqual([]);
});

test('a lost description does not hide the others, and is told', async () => {
  const directory = await twoGenerations();
  writeFileSync(directory.keptRun(1), 'damaged');
  const { runs, lost } = await knownRuns(directory);
  expect(runs.map(({ run }) => run.generation)).toEqual([2]);
  expect(lost).toMatchObject([{ folder: directory.keptJournals(1) }]);
  expect(lost[0]!.problem).toContain('1.json is not valid JSON');
});

test('a run.json that is gone is lost if there are journals', async () => {
  const directory = await twoGenerations();
  rmSync(directory.run);
  expect((await knownRuns(directory)).lost).toMatchObject([{ folder: directory.out }]);
  expect((await presentRun(directory)).problem).toContain('is not there');
  expect(await soundRun(directory)).toBeUndefined();
});

test('a run.json of a newer psyrun is not taken for damage', async () => {
  const directory = await twoGenerations();
  const { createHash } = await import('node:crypto');
  const body = readFileSync(directory.run, 'utf8').split('\n').slice(1).join('\n');
  const checksum = createHash('sha256').update(`psyrun-run 9\n${body}`).digest('hex');
  const head = `{"format":"psyrun-run","version":9,"checksum":"${checksum}",`;
  writeFileSync(directory.run, `${head}\n${body}`);
  for (const read of [knownRuns, presentRun, soundRun]) {
    await expect(read(directory)).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
  }
});
