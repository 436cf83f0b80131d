import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rowCount, saveRows } from '@psyrun/columns';
import type { Store, Table, TableReader } from '@psyrun/core';
import { NpzStore } from '@psyrun/store-npz';
import { PickleStore } from '@psyrun/store-pickle';
import { newFolder } from '../fixtures.ts';

const INDICES = [3, 12, 20, 21];

const indexOf = (row: number) => INDICES[row]!;

/** Returns a reader of a table of at most four rows, in tables of two. */
function pieces(table: Table): TableReader {
  const slice = (from: number) =>
    Object.fromEntries(
      Object.entries(table).map(([key, column]) => [key, Array.from(column).slice(from, from + 2)]),
    );
  return async function* () {
    yield slice(0);
    if (rowCount(table) > 2) yield slice(2);
  };
}

/** Saves four rows. Resolves to what is in the other file, and the error. */
async function saved(store: Store, table: Table) {
  const folder = newFolder();
  const [file, otherwise] = [join(folder, `r${store.ext}`), join(folder, `r.partial${store.ext}`)];
  const saving = saveRows(store, file, otherwise, { tables: pieces(table), indexOf });
  const error = await saving.catch((thrown: unknown) => thrown as Error & { fields: unknown });
  expect(existsSync(file)).toBe(error === undefined);
  const others = existsSync(otherwise) ? await store.load(otherwise) : {};
  const lists = Object.entries(others).map(([key, column]) => [key, Array.from(column)]);
  return { error: error!, others: Object.fromEntries(lists) as object };
}

describe.each<[string, Store, unknown, unknown, unknown]>([
  ['.pkl', new PickleStore(), 'when', new Date(0), new Date(8.64e15)],
  ['.npz', new NpzStore(), 'text', 'a', 'ends with \0'],
  ['.npz of several kinds', new NpzStore(), 'n', 1n, 2n ** 70n],
])('a value that %s cannot hold', (_, store, key, good, bad) => {
  test('names the row of the space, and the other rows are saved', async () => {
    const column = [good, good, bad, good];
    const { error, others } = await saved(store, { x: [0, 1, 2, 3], [key as string]: column });
    expect(error).toMatchObject({ code: 'PSYRUN_STORE_VALUE', fields: { rows: [20] } });
    expect(error.message).toMatch(
      /^The result was not written, because \.\w+ files cannot hold row 20\. /,
    );
    expect(error.message).toMatch(/[Rr]ow 20 .*The other 3 rows are in .*partial/);
    expect(error.message).not.toMatch(/row [0-2]\b/i);
    expect(others).toMatchObject({ x: [0, 1, 3] });
  });
});

test('many such rows are named up to a number', async () => {
  const when = INDICES.map(() => new Date(8.64e15));
  const { error, others } = await saved(new PickleStore(), { when });
  expect(error.message).toContain('cannot hold rows 3, 12, 20, 21.');
  expect(error.message).not.toContain('The other');
  expect(others).toEqual({});
});

test('values that fit alone and not together are refused with the rows of the space', async () => {
  const { error, others } = await saved(new NpzStore(), {
    v: [[true], [true], [true, false], [true]],
  });
  expect(error.message).toContain('row 20 has shape [2], and row 3 has [1].');
  expect(others).toEqual({});
});

test('another error is passed on', async () => {
  const store = new PickleStore();
  const file = join(newFolder(), 'nowhere', 'r.pkl');
  await expect(
    saveRows(store, file, file, { tables: pieces({ x: [1] }), indexOf }),
  ).rejects.toMatchObject({
    code: 'PSYRUN_FILE_NOT_FOUND',
  });
});
