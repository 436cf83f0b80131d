import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { certify } from '../../src/certificate/certificate.ts';
import { certificateFile, checkResult, identityOf, type RunDescription } from '../../src/index.ts';
import { newFolder } from '../fixtures.ts';

const run = {
  task: 't',
  generation: 2,
  created: '2026-11-28T12:00:00.000Z',
  fingerprint: { files: { 'task_t.ts': 'abc' }, space: 'def', settings: {} },
  space: { length: 3 },
} as unknown as RunDescription;

/** Writes a result and its certificate as that of the run. */
async function certified(): Promise<string> {
  const result = join(newFolder(), 'result.pkl');
  writeFileSync(result, 'content');
  // Dates have no fractions of a millisecond, so such a time could not be restored.
  utimesSync(result, new Date(), new Date(1e12));
  await certify(result, {
    run: identityOf(run),
    rows: { total: 3, done: 3, failed: 0, missing: 0 },
    origins: [{ code: 'a'.repeat(64), files: {}, rows: 3, ranges: [[0, 3]] }],
    fingerprint: run.fingerprint,
    versions: {},
  });
  return result;
}

/** Replaces the content by one of the same size. Keeps the time of change if that is asked for. */
function damage(result: string, keepTime: boolean): void {
  const { atime, mtime } = statSync(result);
  writeFileSync(result, readFileSync(result, 'utf8').replace('t', 'x'));
  utimesSync(result, atime, keepTime ? mtime : new Date(0));
}

test.each([true, false])('a certified result has no problem, quick: %s', async (quick) => {
  const { certificate, problem } = await checkResult(await certified(), run, { quick });
  expect(problem).toBeUndefined();
  expect(certificate?.rows.total).toBe(3);
});

test('a file that is gone was written for the run only if its certificate says so', async () => {
  const result = await certified();
  expect((await checkResult(result, run)).wasWritten).toBe(true);
  rmSync(result);
  expect(await checkResult(result, run)).toMatchObject({
    problem: 'The result is gone; psy run writes it again.',
    wasWritten: true,
  });
  expect((await checkResult(result, { ...run, generation: 3 })).wasWritten).toBe(false);
  rmSync(certificateFile(result));
  expect((await checkResult(result, run)).wasWritten).toBe(false);
});

test.each<[string, object | undefined, RegExp]>([
  ['no run', undefined, /^There is no run/],
  ['another task', { task: 'u' }, /^It is the result of task 't'\.$/],
  ['another generation', { generation: 3 }, /^It is the result of another run: /],
  ['a run of another time', { created: '2026-11-28T13:00:00.000Z' }, /with 3 rows\. The present/],
  ['another space', { fingerprint: { ...run.fingerprint, space: 'x' } }, /another run/],
  ['other code', { fingerprint: { ...run.fingerprint, files: {} } }, /another run/],
  ['a space of another length', { space: { length: 4 } }, /another run/],
])('it is not the result of %s', async (_name, change, problem) => {
  const other = change && { ...run, ...change };
  const result = await certified();
  for (const quick of [true, false]) {
    const check = await checkResult(result, other, { quick });
    expect(check.problem).toMatch(problem);
  }
});

test('a certificate does not certify a file of another name', async () => {
  const result = await certified();
  const other = join(result, '../result.h5');
  renameSync(result, other);
  expect((await checkResult(other, run)).problem).toBe('The certificate is of result.pkl.');
});

test('a damaged or missing certificate counts as none', async () => {
  const result = await certified();
  writeFileSync(certificateFile(result), '{"format":1}');
  expect(await checkResult(result, run)).toEqual({
    certificate: undefined,
    problem: 'The certificate is damaged; psy run writes it again.',
    wasWritten: true,
  });
  rmSync(certificateFile(result));
  expect((await checkResult(result, run)).problem).toBe('There is no certificate.');
});

test('damage of the same size is found by the digest, quickly only if the time has changed', async () => {
  const changed = 'Its content is not what was certified.';
  const result = await certified();
  damage(result, true);
  expect((await checkResult(result, run)).problem).toBe(changed);
  damage(result, false);
  expect((await checkResult(result, run, { quick: true })).problem).toBe(changed);
});

test('a copy with another time is certified by its digest', async () => {
  const result = await certified();
  utimesSync(result, new Date(0), new Date(0));
  expect((await checkResult(result, run, { quick: true })).problem).toBeUndefined();
});

test('the quick check believes the size and the time of change', async () => {
  const result = await certified();
  damage(result, true);
  expect((await checkResult(result, run, { quick: true })).problem).toBeUndefined();
});
