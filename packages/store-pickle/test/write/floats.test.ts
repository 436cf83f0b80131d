import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { PickleStore } from '../../src/pickle-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'psyrun-floats-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'table.pkl');
const store = new PickleStore();

/** How often the values are written as small integers and as floats. */
async function opcodes(...tables: readonly Table[]): Promise<{ ints: number; floats: number }> {
  rmSync(file, { force: true });
  for (const table of tables) await store.append(file, table);
  const text = readFileSync(file, 'latin1');
  const count = (part: string) => text.split(part).length - 1;
  return { ints: count('K\x02'), floats: count('G\x40\0\0\0\0\0\0\0') };
}

test.each([
  ['integers are ints', [{ x: [2, 2] }], 2, 0],
  ['integers in a column with a fraction are floats', [{ x: [2, 0.5] }], 0, 1],
  ['beside NaN and negative zero too', [{ x: [2, NaN], y: [2, -0] }], 0, 2],
  ['of lists as of columns', [{ v: [[2, 0.5], [2]] }], 0, 2],
  ['each column for itself', [{ x: [2], y: [0.5] }], 1, 0],
  ['also when the fraction is in an earlier append', [{ x: [0.5] }, { x: [2] }], 0, 1],
  ['but not what is there already', [{ x: [2] }, { x: [0.5, 2] }], 1, 1],
  ['and not inside of objects', [{ x: [0.5, { a: 2 }] }], 1, 0],
  ['nor bigints', [{ x: [0.5, 3n] }], 0, 0],
  ['columns of floating-point arrays are floats', [{ x: Float64Array.of(2, 2) }], 0, 2],
])('%s', async (_, tables, ints, floats) => {
  expect(await opcodes(...(tables as Table[]))).toEqual({ ints, floats });
});
