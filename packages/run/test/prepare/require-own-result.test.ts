import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { prepareRun } from '../../src/index.ts';
import { newFolder, taskIn } from '../fixtures.ts';
import { finished } from './finished.ts';

const goOn = { continue: false };

/** Two tasks that write one file, of which the first has run. */
async function twoWithOneResult() {
  const folder = newFolder();
  const resultfile = join(folder, 'shared.pkl');
  const t = { ...taskIn(folder, param({ x: range(4) })), resultfile };
  await finished(t);
  const u = { ...t, name: 'u', workdir: join(folder, 'psy-work/u') };
  return { t, u, resultfile, certificate: join(folder, 'shared.certificate.json') };
}

test.each([{}, { dryRun: true }])(
  'a result that is certified for another task is not replaced: %j',
  async (how) => {
    const { t, u, resultfile } = await twoWithOneResult();
    const before = readFileSync(resultfile);
    await expect(prepareRun(u, { ...goOn, ...how })).rejects.toMatchObject({
      code: 'PSYRUN_RESULTFILE_TWICE',
      message: expect.stringContaining(`is the result of task 't', and task 'u' would replace it.`),
    });
    expect(readFileSync(resultfile)).toEqual(before);
    expect((await prepareRun(t, goOn)).complete).toBe(true);
  },
);

test('a task that was renamed with its work directory replaces its own result', async () => {
  const { t, u } = await twoWithOneResult();
  renameSync(t.workdir, u.workdir);
  expect((await prepareRun(u, goOn)).isNew).toBe(true);
});

test('a file whose certificate is damaged is the result of no task, and is kept beside the new one', async () => {
  const { u, resultfile, certificate } = await twoWithOneResult();
  const before = readFileSync(resultfile);
  writeFileSync(certificate, '{}');
  expect((await prepareRun(u, goOn)).isNew).toBe(true);
  expect(readFileSync(resultfile.replace('.pkl', '.previous.pkl'))).toEqual(before);
});
