import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { param, range } from '@psyrun/pspace';
import { certificateOf } from '../../src/certificate/certificate.ts';
import { certificateFile, mergeRun, mergeWork, partialFile, prepareRun } from '../../src/index.ts';
import { codeDigest } from '../../src/fingerprint/code-digest.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';
import { jobContext } from '../job-context.ts';
import { makeStore } from '../make-store.ts';

const space = param({ x: range(4) });

/** Merges a run with these recorded rows. Resolves to the log and the exit code. */
async function merged(results: Record<number, number | null>, before?: (result: string) => void) {
  const task = taskIn(newFolder(), space);
  const { directory, run } = await prepareRun(task, { continue: false });
  await record(directory, 0, space, results);
  const { resultfile } = task;
  before?.(resultfile);
  let log = '';
  const code = await mergeRun(
    { workdir: task.workdir },
    jobContext((text) => (log += text)),
  );
  return { code, log, resultfile, run };
}

test('a complete result is certified with its rows, its fingerprint and its versions', async () => {
  const { code, log, resultfile, run } = await merged({ 0: 0, 1: 1, 2: 4, 3: 9 });
  expect(code).toBe(0);
  expect(log).toBe(`All 4 rows are done.\nWrote ${resultfile}\n`);
  expect(await (await makeStore()).load(resultfile)).toEqual({ x: [0, 1, 2, 3], y: [0, 1, 4, 9] });
  expect(await certificateOf(resultfile)).toMatchObject({
    run: { task: 't', generation: 1, created: run.created },
    rows: { total: 4, done: 4, failed: 0, missing: 0 },
    origins: [{ code: codeDigest(run.fingerprint), rows: 4, ranges: [[0, 4]] }],
    fingerprint: run.fingerprint,
    versions: { node: process.versions.node, psyrun: expect.stringMatching(/^\d+\.\d+\.\d+/) },
  });
});

test.each([
  [{ 0: 0, 1: 1, 2: 4 }, '3 of 4 rows are done, 0 failed, 1 are missing.'],
  [{ 0: 0, 1: null, 3: 9 }, '2 of 4 rows are done, 1 failed, 1 are missing.'],
  [{ 0: 0, 1: 1, 2: 4, 3: null }, '3 of 4 rows are done, 1 failed, 0 are missing.'],
  [{}, '0 of 4 rows are done, 0 failed, 4 are missing.'],
])('a result of %j is written to another file, without a certificate', async (rows, counts) => {
  const { code, log, resultfile } = await merged(rows);
  const partial = partialFile(resultfile);
  expect(code).toBe(1);
  expect(log).toBe(`${counts}\nWrote ${partial}\n`);
  expect(existsSync(resultfile)).toBe(false);
  expect(existsSync(certificateFile(resultfile))).toBe(false);
  const done = Object.entries(rows).filter(([, y]) => y !== null);
  const { x } = await (await makeStore()).load(partial);
  expect([...(x as Iterable<unknown>)]).toEqual(done.map(([index]) => Number(index)));
});

test('a complete result replaces an incomplete one', async () => {
  const { resultfile } = await merged({ 0: 0, 1: 1, 2: 4, 3: 9 }, (result) => {
    writeFileSync(partialFile(result), 'of before');
  });
  expect(existsSync(partialFile(resultfile))).toBe(false);
});

test('the old certificate is removed before the new result is written', async () => {
  const module = new URL('../careful-store.ts', import.meta.url).href;
  const storeAddress = { module, export: 'makeStore', options: {} };
  const task = taskIn(newFolder(), space, { storeAddress });
  const { directory } = await prepareRun(task, { continue: false });
  await record(directory, 0, space, { 0: 0, 1: 1, 2: 4, 3: 9 });
  writeFileSync(certificateFile(task.resultfile), 'of before');
  expect(await mergeRun({ workdir: task.workdir }, jobContext())).toBe(0);
  expect(await certificateOf(task.resultfile)).toBeDefined();
});

test('a folder at the path of the certificate is removed', async () => {
  const { resultfile } = await merged({ 0: 0, 1: 1, 2: 4, 3: 9 }, (result) => {
    mkdirSync(join(certificateFile(result), 'inner'), { recursive: true });
  });
  expect(await certificateOf(resultfile)).toBeDefined();
});

test('without a run, the merge fails', async () => {
  const workdir = newFolder();
  const merging = mergeRun({ workdir }, jobContext());
  await expect(merging).rejects.toMatchObject({ code: 'PSYRUN_NO_RUN', fields: { workdir } });
  await expect(merging).rejects.toThrow(`There is no run in ${workdir}. Start one with psy run.`);
});

test('mergeWork is the address of mergeRun', async () => {
  const { module, export: name, options } = mergeWork({ workdir: 'here' });
  const { [name]: merge } = (await import(module)) as Record<string, unknown>;
  expect(typeof merge).toBe('function');
  expect(merge).toHaveProperty('name', 'mergeRun');
  expect(options).toEqual({ workdir: 'here' });
});

test('each merge reads all journals again', async () => {
  const { resultfile } = await merged({ 0: 0, 1: 1, 2: 4, 3: 9 });
  rmSync(resultfile);
  rmSync(certificateFile(resultfile));
  const workdir = join(resultfile, '..');
  expect(await mergeRun({ workdir }, jobContext())).toBe(0);
  expect(await certificateOf(resultfile)).toBeDefined();
});

test('an incomplete result that cannot be written is not there, and names the row', async () => {
  const storeAddress = {
    module: new URL('../narrow-store.ts', import.meta.url).href,
    export: 'makeStore',
    options: {},
  };
  const task = taskIn(newFolder(), space, { storeAddress });
  const { directory } = await prepareRun(task, { continue: false });
  await record(directory, 0, space, { 1: 1, 3: 9 });
  const partial = partialFile(task.resultfile);
  writeFileSync(partial, 'of before');
  await expect(mergeRun({ workdir: task.workdir }, jobContext())).rejects.toMatchObject({
    code: 'PSYRUN_STORE_VALUE',
    message: expect.stringMatching(/result\.partial\.pkl was not written\. .*3/),
    fields: { row: 3, file: partial },
  });
  expect(existsSync(partial)).toBe(false);
});

test('rows of two versions of the code are told apart', async () => {
  const task = taskIn(newFolder(), space);
  const first = await prepareRun(task, { continue: false });
  await record(first.directory, 0, space, { 0: 0, 2: 4 }, first.run);
  writeFileSync(task.file, 'changed');
  const { run } = await prepareRun(task, { continue: true, acceptChanges: true });
  await record(first.directory, 0, space, { 1: 1, 3: 9 }, run);
  expect(await mergeRun({ workdir: task.workdir }, jobContext())).toBe(0);
  const certificate = await certificateOf(task.resultfile);
  const [before, now] = [first.run, run].map(({ fingerprint }) => codeDigest(fingerprint));
  expect(before).not.toBe(now);
  expect(certificate?.origins).toMatchObject([
    {
      code: before,
      rows: 2,
      ranges: [
        [0, 1],
        [2, 3],
      ],
    },
    {
      code: now,
      rows: 2,
      ranges: [
        [1, 2],
        [3, 4],
      ],
    },
  ]);
});
