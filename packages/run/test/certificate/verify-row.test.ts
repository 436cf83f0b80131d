import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { freeze, hashSpace, param, range } from '@psyrun/pspace';
import { PickleStore } from '@psyrun/store-pickle';
import { certify } from '../../src/certificate/certificate.ts';
import { contentOf, readContent, rootOf } from '../../src/certificate/content.ts';
import { sha256Of } from '../../src/certificate/sha256-of.ts';
import { identityOf, verifyResult, verifyRow, type RunDescription } from '../../src/index.ts';
import { newFolder } from '../fixtures.ts';

const store = new PickleStore();
const ROWS = 2100;
const space = param({ x: range(ROWS) });
const hash = hashSpace(space);
const run = {
  task: 't',
  generation: 1,
  created: '2026-11-28T12:00:00.000Z',
  fingerprint: { files: {}, space: hash, settings: {} },
  space: { hash, length: ROWS, keys: ['x'], frozen: freeze(space) },
} as unknown as RunDescription;
const claims = {
  run: identityOf(run),
  rows: { total: ROWS, done: ROWS, failed: 0, missing: 0 },
  origins: [
    { code: 'a'.repeat(64), files: {}, rows: ROWS, ranges: [[0, ROWS]] as [number, number][] },
  ],
  fingerprint: run.fingerprint,
  versions: {},
};
const table = (): { x: number[]; y: number[] } => ({
  x: [...space].map(({ x }) => x),
  y: [...space].map(({ x }) => x / 7),
});

/** Writes a result and its certificate. */
async function certified(): Promise<string> {
  const result = join(newFolder(), 'result.pkl');
  await store.save(result, table());
  const content = (await contentOf(result, store, space))!;
  await certify(result, { ...claims, content });
  return result;
}

/** Replaces a result, and makes a certificate with the digest of the new file and those of the former rows. */
async function forge(result: string, forged: Table): Promise<void> {
  const content = (await contentOf(result, store, space))!;
  rmSync(result);
  await store.save(result, forged);
  await certify(result, { ...claims, content });
  expect(statSync(result).size).toBeGreaterThan(0);
  expect(await sha256Of(result)).toHaveLength(64);
}

test('each row of a result is what was certified', async () => {
  const result = await certified();
  expect((await verifyResult(result, store, run)).problems).toEqual([]);
  for (const index of [0, 17, 1023, 1024, 2048, ROWS - 1]) {
    const { problems, row } = await verifyRow(result, store, run, index);
    expect(problems).toEqual([]);
    expect(row).toEqual({ x: index, y: index / 7 });
  }
});

test('a changed value is found, also if the certificate has the digest of the changed file', async () => {
  const result = await certified();
  const { x, y } = table();
  await forge(result, { x, y: y.with(1500, 0) });
  const { problems } = await verifyResult(result, store, run);
  expect(problems).toEqual(['The values of rows 1024 to 2047 are not what was certified.']);
  expect((await verifyRow(result, store, run, 17)).problems).toEqual([]);
  expect((await verifyRow(result, store, run, 2099)).problems).toEqual([]);
  for (const index of [1500, 1501]) {
    expect((await verifyRow(result, store, run, index)).problems).toEqual([
      'This row, or another one of rows 1024 to 2047, is not what was certified.',
    ]);
  }
});

test('several changed blocks are counted, and the last is as long as it is', async () => {
  const result = await certified();
  const { x, y } = table();
  await forge(result, { x, y: y.with(2, 0).with(1500, 0).with(2099, 0) });
  expect((await verifyResult(result, store, run)).problems).toEqual([
    'The values of rows 0 to 1023, and of 2 other blocks of rows are not what was certified.',
  ]);
  await forge(result, { x, y });
  await forge(result, { x, y: y.with(2099, 0) });
  expect((await verifyResult(result, store, run)).problems[0]).toContain('rows 2048 to 2099 are');
  expect((await verifyRow(result, store, run, 2099)).problems[0]).toContain('2048 to 2099, is');
});

test('100 forgeries of rows are found', async () => {
  const { x, y } = table();
  const whole = { x: [...x], y: [...y] };
  const { blocks } = await readContent(scan(whole), space);
  for (let seed = 0; seed < 100; seed++) {
    const [i, j] = [(seed * 7919) % ROWS, (seed * 104729 + 1) % ROWS] as const;
    const forged = forgery(seed % 4, whole, i, i === j ? (j + 1) % ROWS : j);
    const read = await readContent(scan(forged), space);
    expect(rootOf(read.rows!, read.blocks)).not.toBe(rootOf(ROWS, blocks));
  }
});

async function* scan(of: Table): AsyncGenerator<Table> {
  yield of;
}

/** A row is dropped, doubled, swapped with another one, or edited. */
function forgery(
  kind: number,
  { x, y }: { x: number[]; y: number[] },
  i: number,
  j: number,
): Table {
  const both = (change: (list: number[]) => number[]) => ({ x: change(x), y: change(y) });
  if (kind === 0) return both((list) => list.toSpliced(i, 1));
  if (kind === 1) return both((list) => list.toSpliced(i, 0, list[i]!));
  if (kind === 2) return both((list) => list.with(i, list[j]!).with(j, list[i]!));
  return { x, y: y.with(i, y[i]! + 2 ** -30) };
}

test('a result with too few rows, or none, is no proof of a row', async () => {
  const result = await certified();
  const { x, y } = table();
  await forge(result, { x: x.slice(1), y: y.slice(1) });
  expect((await verifyResult(result, store, run)).problems).toEqual([
    `It holds ${ROWS - 1} rows; ${ROWS} were certified.`,
  ]);
  expect((await verifyRow(result, store, run, ROWS - 1)).problems).toEqual([
    'It has too few rows.',
  ]);
  rmSync(result);
  expect((await verifyRow(result, store, run, 3)).problems).toEqual(['The result is gone.']);
});

test('a certificate without digests of rows is valid, but proves no row alone', async () => {
  const result = await certified();
  await certify(result, claims);
  expect((await verifyResult(result, store, run)).problems).toEqual([]);
  const { problems } = await verifyRow(result, store, run, 3);
  expect(problems).toEqual([expect.stringMatching(/^Its certificate has no digests of rows: /)]);
});

test('a row of another run is not verified', async () => {
  const other = { ...run, generation: 2 };
  const { problems, row } = await verifyRow(await certified(), store, other, 3);
  expect(problems[0]).toMatch(/^It is the result of another run/);
  expect(row).toBeUndefined();
});

test('values without a canonical form have no digests', async () => {
  const result = join(newFolder(), 'result.pkl');
  await store.save(result, { x: [1], y: [new Map([[1, 2]])] });
  expect(await contentOf(result, store, param({ x: [1] }))).toBeUndefined();
});
