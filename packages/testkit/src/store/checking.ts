import { NdColumn, tableOf } from '@psyrun/columns';
import type { Row } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import { COLUMNS } from './values.ts';
import type { StoreGroup } from './store-case.ts';

/** Rows that some stores cannot hold, whatever the kinds of values that they declare. */
const UNUSUAL: readonly Row[] = [
  { text: 'a nul \0 inside' },
  { text: 'and at the end\0' },
  { integer: 2n ** 64n },
  { integer: -(2n ** 63n) - 1n },
  { date: new Date(8.64e15) },
  { 'a/b': 1 },
  { '': 1 },
  { lists: [['a', 'b'], ['c']] },
  {
    lists: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  },
  { list: ['a', 1] },
  { map: new Map([[[1], 2]]) },
  { array: { shape: [2, 2], data: Float64Array.of(1, 2, 3) } },
];

/** Rows that are checked before they are saved. */
export const CHECKING: StoreGroup = {
  name: 'checking rows',
  cases: [
    {
      name: 'a row is refused if and only if a table of that row cannot be saved',
      when: (_, { checkRow }) => checkRow,
      async run({ store, file, expect }) {
        const wrong: unknown[] = [];
        for (const row of rowsToCheck()) {
          const saved = await codeOf(store.save(file, tableOf([row])));
          const checked = await codeOf(Promise.resolve().then(() => store.checkRow!(row)));
          if (saved !== checked) wrong.push({ row, saved, checked });
        }
        expect(wrong).toEqual([]);
      },
    },
  ],
};

function rowsToCheck(): Row[] {
  const columns = COLUMNS.filter(([, , column]) => !(column instanceof NdColumn));
  return [
    { x: 1, y: NaN },
    {},
    ...columns.flatMap(([, , column]) => Array.from(column, (value): Row => ({ x: 1, value }))),
    ...UNUSUAL,
  ];
}
