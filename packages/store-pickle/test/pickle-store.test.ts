import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { rowsOf } from '@psyrun/columns';
import type { Row } from '@psyrun/core';
import fc from 'fast-check';
import { PickleStore } from '../src/pickle-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'psyrun-pickle-'));
afterAll(() => rmSync(folder, { recursive: true }));
const store = new PickleStore();
let made = 0;
const newFile = () => join(folder, `${++made}.pkl`);

describe('what is saved is loaded', () => {
  test('objects that contain themselves, and objects that occur twice', async () => {
    const self: Record<string, unknown> = { name: 'me' };
    self['again'] = [self];
    const twice = { x: 1 };
    const file = newFile();
    await store.save(file, { a: [self, twice, { twice }] });
    const [first, second, third] = (await store.load(file))['a'] as unknown as [
      { again: unknown[] },
      object,
      { twice: object },
    ];
    expect(first.again[0]).toBe(first);
    expect(third.twice).toBe(second);
  });

  test('lists and maps that contain themselves, and lists that hold one list over and over', async () => {
    const list: unknown[] = [1];
    list.push(list, list);
    const map = new Map<string | number, unknown>([[1, 'one']]);
    map.set('me', map);
    let doubled: unknown[] = [1];
    for (let i = 0; i < 60; i++) doubled = [doubled, doubled];
    const file = newFile();
    await store.save(file, { list: [list], map: [map], doubled: [doubled] });
    const table = await store.load(file);
    const [back, backMap] = [table['list']!.at(0) as unknown[], table['map']!.at(0) as typeof map];
    expect([back[0], back[1] === back, back[2] === back]).toEqual([1, true, true]);
    expect(backMap.get('me')).toBe(backMap);
    const [first, second] = table['doubled']!.at(0) as unknown[];
    expect(first).toBe(second);
  });

  test('a key of the name __proto__ is a key like others', async () => {
    const file = newFile();
    const value: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    await store.save(file, { ['__proto__']: [value] });
    const table = await store.load(file);
    expect(Object.keys(table)).toEqual(['__proto__']);
    expect(Object.keys(table['__proto__']!.at(0) as object)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test('load, scan and single rows agree, whatever was appended in which order', async () => {
  const value = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(null));
  const columns = (rows: number) => fc.array(value, { minLength: rows, maxLength: rows });
  const key = fc.constantFrom('a', 'b', 'c', '__proto__');
  const table = fc
    .integer({ min: 0, max: 4 })
    .chain((rows) => fc.dictionary(key, columns(rows), { maxKeys: 3 }));
  const file = newFile();
  await fc.assert(
    fc.asyncProperty(
      fc.array(table, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 7 }),
      async (tables, batch) => {
        await store.save(file, tables[0]!);
        for (const part of tables.slice(1)) await store.append(file, part);
        const rows = [...rowsOf(await store.load(file))];
        const scanned: Row[] = [];
        for await (const part of store.scan(file, { batch })) scanned.push(...rowsOf(part));
        expect(scanned).toEqual(rows);
        for (const [index, row] of rows.entries()) {
          expect(await store.load(file, index)).toEqual(row);
          expect(await store.load(file, index - rows.length)).toEqual(row);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test.each(['load', 'append'] as const)('%s: a folder is not a file', async (method) => {
  const using = method === 'load' ? store.load(folder) : store.append(folder, { x: [1] });
  await expect(using).rejects.toMatchObject({ code: 'PSYRUN_FILE_READ' });
});
