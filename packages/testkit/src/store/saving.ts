import { writeFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { comparableTable } from './comparable.ts';
import { codeOf } from './code-of.ts';
import type { StoreGroup } from './store-case.ts';

const EXACT = [0.1, -1.5e300, 5e-324, 1 / 3, NaN, Infinity, -Infinity, 2 ** 53 - 1, 1 - 2 ** 53, 0];

/** Files as a whole. */
export const SAVING: StoreGroup = {
  name: 'saving and loading',
  cases: [
    {
      name: 'numbers are loaded exactly',
      async run({ store, file, expect }) {
        const table = { float: EXACT, int: EXACT.map((_, row) => row - 5) };
        await store.save(file, table);
        expect(comparableTable(await store.load(file))).toEqual(comparableTable(table));
      },
    },
    {
      name: 'large integers are loaded exactly',
      async run({ store, file, expect }) {
        const table = { int: [2 ** 53 - 1, 1 - 2 ** 53, 2 ** 31, -(2 ** 31), 255, 256, 0] };
        await store.save(file, table);
        expect(comparableTable(await store.load(file))).toEqual(comparableTable(table));
      },
    },
    {
      name: 'accepts typed arrays as columns',
      async run({ store, file, expect }) {
        const table = { float: Float64Array.of(0.5, 2), int: Int32Array.of(-1, 7) };
        await store.save(file, table);
        expect(comparableTable(await store.load(file))).toEqual(comparableTable(table));
      },
    },
    {
      name: 'columns keep their order',
      async run({ store, file, expect }) {
        await store.save(file, { z: [1], a: [2], m: [3], B: [4] });
        expect(Object.keys(await store.load(file))).toEqual(['z', 'a', 'm', 'B']);
      },
    },
    {
      name: 'a key may be any string that a file name may be',
      async run({ store, file, expect }) {
        const keys = ['a b', 'x.y', 'ü', '数', '0', 'arr_0', "it's", '__proto__', 'constructor'];
        const table = Object.fromEntries(keys.map((key, i) => [key, [i]]));
        await store.save(file, table);
        expect(comparableTable(await store.load(file))).toEqual(comparableTable(table));
      },
    },
    {
      name: 'a table without columns is loaded without columns',
      async run({ store, file, expect }) {
        await store.save(file, {});
        expect(comparableTable(await store.load(file))).toEqual([]);
      },
    },
    {
      name: 'a table without rows keeps its keys',
      async run({ store, file, expect }) {
        await store.save(file, { x: [], y: [] });
        expect(comparableTable(await store.load(file))).toEqual([
          ['x', []],
          ['y', []],
        ]);
      },
    },
    {
      name: 'the old content is replaced, and no other file is left',
      async run({ store, file, expect }) {
        await store.save(file, { old: Array.from({ length: 5000 }, (_, row) => row) });
        await store.save(file, { x: [1.5] });
        expect(comparableTable(await store.load(file))).toEqual([['x', [1.5]]]);
        expect(await readdir(dirname(file))).toEqual([basename(file)]);
      },
    },
    {
      name: 'any file is replaced, whatever its content',
      async run({ store, file, expect }) {
        await writeFile(file, 'not a table');
        await store.save(file, { x: [1.5] });
        expect(comparableTable(await store.load(file))).toEqual([['x', [1.5]]]);
      },
    },
    {
      name: 'columns of unequal length are refused, and the file does not change',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1.5] });
        expect(await codeOf(store.save(file, { x: [1, 2], y: [1] }))).toEqual('PSYRUN_ARGUMENT');
        expect(comparableTable(await store.load(file))).toEqual([['x', [1.5]]]);
      },
    },
    {
      name: 'a value that cannot be saved is refused, the file does not change, no other file is left',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1.5] });
        const table = {
          x: Array.from({ length: 5000 }, (_, row) => (row === 4999 ? () => 1 : row)),
        };
        expect(await codeOf(store.save(file, table))).toEqual('PSYRUN_STORE_VALUE');
        expect(comparableTable(await store.load(file))).toEqual([['x', [1.5]]]);
        expect(await readdir(dirname(file))).toEqual([basename(file)]);
      },
    },
    {
      name: 'a missing folder is an error with a code',
      async run({ store, file, expect }) {
        const nowhere = join(dirname(file), 'nowhere', basename(file));
        expect(await codeOf(store.save(nowhere, { x: [1] }))).toEqual('PSYRUN_FILE_NOT_FOUND');
      },
    },
  ],
};
