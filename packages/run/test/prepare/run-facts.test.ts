import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
import { certify } from '../../src/certificate/certificate.ts';
import {
  fingerprintOf,
  identityOf,
  planRun,
  prepareRun,
  WorkDirectory,
  type RunDescription,
} from '../../src/index.ts';
import { runFacts } from '../../src/prepare/run-facts.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const space = param({ x: range(2) });

/** Writes a result and its certificate as that of a run. */
async function certified(task: Task, run = anyRun): Promise<void> {
  writeFileSync(task.resultfile, 'result');
  await certify(task.resultfile, {
    run: identityOf({ ...anyRun, ...run } as RunDescription),
    rows: { total: 2, done: 2, failed: 0, missing: 0 },
    origins: [{ code: 'a'.repeat(64), files: {}, rows: 2, ranges: [[0, 2]] }],
    fingerprint: await fingerprintOf(task),
    versions: {},
  });
}

const anyRun: Partial<RunDescription> = {
  task: 't',
  generation: 1,
  created: '2026-11-28T12:00:00.000Z',
};

test('before the first run, there is no run, result or journal', async () => {
  const task = taskIn(newFolder(), space);
  expect(await runFacts(task)).toEqual({
    fingerprint: await fingerprintOf(task),
    former: undefined,
    changes: [],
    isCertified: false,
    isElsewhere: false,
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

test('a certified result is outdated after a change of the code', async () => {
  const task = taskIn(newFolder(), space);
  const { run } = await prepareRun(task, { continue: false });
  await certified(task, run);
  expect(await runFacts(task)).toMatchObject({ isCertified: true, hasResult: true, changes: [] });
  expect((await planRun(task, { continue: false })).action).toBe('nothing');
  appendFileSync(task.file, '// changed');
  expect(await runFacts(task)).toMatchObject({ changes: ['task_t.ts has changed.'] });
  expect((await planRun(task, { continue: false })).action).toBe('replace');
  const careful = { ...task, overwriteDirty: false };
  expect((await planRun(careful, { continue: false })).action).toBe('refuse-replacing');
});

test.each([
  ['another task', { task: 'u' }],
  ['another generation', { generation: 2 }],
  ['a run of another time', { created: '2026-11-28T12:00:00.000Z' }],
])('a result of %s is not certified', async (_name, change) => {
  const task = taskIn(newFolder(), space);
  const { run } = await prepareRun(task, { continue: false });
  await certified(task, { ...run, ...change });
  expect(await runFacts(task)).toMatchObject({ isCertified: false, hasResult: true });
});

test('a result under another name is found in the work directory only', async () => {
  const folder = newFolder();
  const task = taskIn(folder, space);
  await prepareRun(task, { continue: false });
  writeFileSync(task.resultfile, 'result');
  const other = { ...task, resultfile: join(task.workdir, 'result.h5') };
  expect(await runFacts(other)).toMatchObject({ isElsewhere: true, hasResult: false });
  expect(await runFacts(task)).toMatchObject({ isElsewhere: false, hasResult: true });
  // A copied work directory names the result of the original.
  const copy = { ...task, workdir: join(folder, 'copy'), resultfile: join(folder, 'copy/r.pkl') };
  cpSync(join(task.workdir, 'run.json'), join(copy.workdir, 'run.json'));
  expect(await runFacts(copy)).toMatchObject({ isElsewhere: false, hasResult: false });
});

test('a run of another task is a change', async () => {
  const task = taskIn(newFolder(), space);
  await prepareRun(task, { continue: false });
  const { changes } = await runFacts({ ...task, name: 'u' });
  expect(changes).toEqual(["The run is of task 't'."]);
});
