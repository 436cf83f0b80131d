import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { concatTables } from '@psyrun/columns';
import type { Table } from '@psyrun/core';
import { comparableTable } from '@psyrun/testkit';
import { foreignTable } from '../../src/file/foreign-table.ts';
import { PickleStore } from '../../src/pickle-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'psyrun-states-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'table.pkl');
const store = new PickleStore();

const OLD = { x: [1, 2], s: ['a', 'b'] };
const ADDED = { x: [3], y: [0.5] };
const NEXT = { s: ['c'] };

async function expectContent(tables: readonly Table[]): Promise<void> {
  const expected = comparableTable(concatTables(tables));
  expect(comparableTable(await store.load(file))).toEqual(expected);
  // The same file as any reader of pickles sees it.
  expect(comparableTable(foreignTable(readFileSync(file), file))).toEqual(expected);
}

test('an append that stops at any byte leaves the old rows, and can be followed by another', async () => {
  await store.save(file, OLD);
  const before = readFileSync(file);
  await store.append(file, ADDED);
  const after = readFileSync(file);
  for (let written = before.length; written <= after.length; written++) {
    writeFileSync(file, Buffer.concat([before, after.subarray(before.length, written)]));
    await expectContent([OLD]);
    await store.append(file, NEXT);
    await expectContent([OLD, NEXT]);
  }
  writeFileSync(file, after);
  await expectContent([OLD, ADDED]);
});

test('the one byte that commits is the last one of the old file', async () => {
  await store.save(file, OLD);
  const before = readFileSync(file);
  await store.append(file, ADDED);
  const after = readFileSync(file);
  expect(after.subarray(0, before.length - 1)).toEqual(before.subarray(0, -1));
  expect(
    [before.at(-1), after[before.length - 1]].map((code) => String.fromCharCode(code!)),
  ).toEqual(['.', 'N']);
});
