import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
import { certify } from '../../src/certificate/certificate.ts';
import { fingerprintOf, planRun, prepareRun, WorkDirectory } from '../../src/index.ts';
import { runFacts } from '../../src/prepare/run-facts.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const space = param({ x: range(2) });

/** Writes a result and its certificate with the present fingerprint of the task. */
async function certified(task: Task): Promise<void> {
  writeFileSync(task.resultfile, 'result');
  const rows = { total: 2, done: 2, failed: 0, missing: 0 };
  await certify(task.resultfile, { rows, fingerprint: await fingerprintOf(task), versions: {} });
}

test('before the first run, there is no run, result or journal', async () => {
  const task = taskIn(newFolder(), space);
  expect(await runFacts(task)).toEqual({
    fingerprint: await fingerprintOf(task),
    former: undefined,
    isCertified: false,
    hasResult: false,
    hasJournals: false,
  });
});

test('journals and a certified result without run.json are not a run', async () => {
  const task = taskIn(newFolder(), space);
  const directory = new WorkDirectory(task.workdir);
  mkdirSync(directory.out, { recursive: true });
  await record(directory, 0, space, { 0: 0 });
  await certified(task);
  expect(await runFacts(task)).toMatchObject({
    former: undefined,
    isCertified: false,
    hasResult: true,
    hasJournals: true,
  });
});

test('the facts of a run have its description, and its journals are no leftovers', async () => {
  const task = taskIn(newFolder(), space);
  const { directory, run } = await prepareRun(task, { continue: false });
  await record(directory, 0, space, { 0: 0 });
  expect(await runFacts(task)).toMatchObject({
    former: { generation: 1, created: run.created },
    isCertified: false,
    hasResult: false,
    hasJournals: false,
  });
});

test('a result is certified only for the same fingerprint', async () => {
  const task = taskIn(newFolder(), space);
  await prepareRun(task, { continue: false });
  await certified(task);
  expect(await runFacts(task)).toMatchObject({ isCertified: true, hasResult: true });
  expect((await planRun(task, { continue: false })).action).toBe('nothing');
  appendFileSync(task.file, '// changed');
  expect(await runFacts(task)).toMatchObject({ isCertified: false, hasResult: true });
  expect((await planRun(task, { continue: false })).action).toBe('replace');
  const careful = { ...task, overwriteDirty: false };
  expect((await planRun(careful, { continue: false })).action).toBe('refuse-replacing');
});
