import { appendFileSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Store, Table } from '@psyrun/core';
import { PickleStore } from '@psyrun/store-pickle';
import { certify } from '../../src/certificate/certificate.ts';
import { identityOf, verifyResult as verify, type RunDescription } from '../../src/index.ts';
import { newFolder } from '../fixtures.ts';

const store = new PickleStore();
const total = 3;
const run = {
  task: 't',
  generation: 1,
  created: '2026-11-28T12:00:00.000Z',
  fingerprint: { files: {}, space: '', settings: {} },
  space: { length: 3 },
} as unknown as RunDescription;
const runOf = (rows: number) => ({ ...run, space: { length: rows } }) as RunDescription;
const verifyResult = (file: string, by: Store, of: RunDescription | undefined = run) =>
  verify(file, by, of);

/** Writes a result of three rows with a certificate for `rows` rows. */
async function certified({ rows = total, table = { x: [1, 2, 3] } } = {}) {
  const result = join(newFolder(), 'result.pkl');
  await store.save(result, table);
  await certify(result, {
    rows: { total: rows, done: rows, failed: 0, missing: 0 },
    run: identityOf(run),
    origins: [{ code: 'a'.repeat(64), files: {}, rows, ranges: [[0, rows]] }],
    fingerprint: run.fingerprint,
    versions: {},
  });
  return { result, certificate: result.replace('.pkl', '.certificate.json') };
}

/** Returns a store that reads these tables from each file. */
const storeOf = (...tables: Table[]): Store =>
  Object.assign(new PickleStore(), {
    async *scan() {
      yield* tables;
    },
  });

test('a result that matches its certificate has no problem', async () => {
  const { result } = await certified();
  const { certificate, problems } = await verifyResult(result, store);
  expect(problems).toEqual([]);
  expect(certificate?.rows.total).toBe(3);
});

test.each<[string, (files: { result: string; certificate: string }) => void, string | RegExp]>([
  ['has no certificate', ({ certificate }) => rmSync(certificate), 'There is no certificate.'],
  [
    'has a damaged certificate',
    ({ certificate }) => writeFileSync(certificate, '{'),
    'The certificate is damaged; psy run writes it again.',
  ],
  ['is gone', ({ result }) => rmSync(result), 'The result is gone; psy run writes it again.'],
  [
    'is longer',
    ({ result }) => appendFileSync(result, 'x'),
    /^It has (\d+) bytes; (?!\1)\d+ were certified\.$/,
  ],
  [
    'has one changed bit',
    ({ result }) => {
      const bytes = readFileSync(result);
      bytes[20]! ^= 1;
      writeFileSync(result, bytes);
    },
    'Its content is not what was certified.',
  ],
])('a result that %s has one problem', async (_name, damage, problem) => {
  const files = await certified();
  damage(files);
  const { certificate, problems } = await verifyResult(files.result, store);
  const one: unknown = typeof problem === 'string' ? problem : expect.stringMatching(problem);
  expect(problems).toEqual([one]);
  expect(certificate === undefined).toBe(String(problem).includes('certificate'));
});

test.each([2, 4])(
  'a result of 3 rows with a certificate for %i rows has a problem',
  async (rows) => {
    const { result } = await certified({ rows });
    const { certificate, problems } = await verifyResult(result, store, runOf(rows));
    expect(problems).toEqual([`It holds 3 rows; ${rows} were certified.`]);
    expect(certificate?.rows.total).toBe(rows);
  },
);

test('the rows of all tables of a file are counted', async () => {
  const { result } = await certified();
  const whole = await verifyResult(result, storeOf({ x: [1] }, { x: [2, 3] }));
  expect(whole.problems).toEqual([]);
  const short = await verifyResult(result, storeOf({ x: [1] }, { x: [2] }));
  expect(short.problems).toEqual(['It holds 2 rows; 3 were certified.']);
});

test('rows without columns cannot be counted and are not a problem', async () => {
  const { result } = await certified();
  expect((await verifyResult(result, storeOf({}))).problems).toEqual([]);
  expect((await verifyResult(result, storeOf())).problems).toEqual([]);
  const columns = await verifyResult(result, storeOf({ x: [] }));
  expect(columns.problems).toEqual(['It holds 0 rows; 3 were certified.']);
});

test('an unreadable result is an error, not a missing one', async () => {
  const { result } = await certified();
  rmSync(result);
  symlinkSync(result, result);
  await expect(verifyResult(result, store)).rejects.toThrow('ELOOP');
});

test('an unreadable certificate is an error, not a damaged one', async () => {
  const { result } = await certified();
  await expect(verifyResult(join(result, 'result.pkl'), store)).rejects.toThrow('ENOTDIR');
});
