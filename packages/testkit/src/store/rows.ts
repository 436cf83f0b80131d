import { codeOf } from './code-of.ts';
import { comparableRow } from './comparable.ts';
import type { StoreGroup } from './store-case.ts';

const COUNT = 2500;
const TABLE = {
  x: Array.from({ length: COUNT }, (_, row) => row / 2),
  n: Array.from({ length: COUNT }, (_, row) => -row),
};

/** Single rows. */
export const ROWS: StoreGroup = {
  name: 'single rows',
  cases: [
    {
      name: 'by index, counted from the start and from the end',
      async run({ store, file, expect }) {
        await store.save(file, TABLE);
        for (const row of [0, 1, 1023, 1024, 1999, COUNT - 1]) {
          const expected = [
            ['x', row / 2],
            ['n', 0 - row],
          ];
          expect(comparableRow(await store.load(file, row))).toEqual(expected);
          expect(comparableRow(await store.load(file, row - COUNT))).toEqual(expected);
        }
      },
    },
    {
      name: 'of a file that was appended to, with keys that the row lacks',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1, 2] });
        await store.append(file, { y: [0.5] });
        await store.append(file, { x: [3], z: [4] });
        expect(comparableRow(await store.load(file, 0))).toEqual([
          ['x', 1],
          ['y', NaN],
          ['z', NaN],
        ]);
        expect(comparableRow(await store.load(file, 2))).toEqual([
          ['x', NaN],
          ['y', 0.5],
          ['z', NaN],
        ]);
        expect(comparableRow(await store.load(file, -1))).toEqual([
          ['x', 3],
          ['y', NaN],
          ['z', 4],
        ]);
      },
    },
    {
      name: 'of vectors',
      when: ({ values }) => values.includes('ndarray'),
      async run({ store, file, expect }) {
        await store.save(file, {
          v: [
            [1, 2],
            [3, 4.5],
          ],
        });
        expect(comparableRow(await store.load(file, 1))).toEqual([['v', [3, 4.5]]]);
      },
    },
    {
      name: 'indices outside of the rows are refused',
      async run({ store, file, expect }) {
        await store.save(file, { x: [1, 2] });
        for (const row of [2, -3, 0.5, NaN]) {
          expect(await codeOf(store.load(file, row))).toEqual('PSYRUN_OUT_OF_RANGE');
        }
        await store.save(file, { x: [] });
        expect(await codeOf(store.load(file, 0))).toEqual('PSYRUN_OUT_OF_RANGE');
      },
    },
  ],
};
