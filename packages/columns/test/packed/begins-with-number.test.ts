import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { beginsWithNumber } from '../../src/packed/begins-with-number.ts';
import { columnKind, TableBuilder } from '../../src/index.ts';
import { packTable } from '../../src/packed/packed-table.ts';

setFlagsFromString('--allow-natives-syntax');
const hasDoubles = runInThisContext('(list) => %HasDoubleElements(list)') as (
  list: unknown,
) => boolean;

test('is true only if the first item is a number', () => {
  const lists = [[0], [NaN, 'a'], [], ['a', 0], [null], [[0]], [0n]];
  expect(lists.map(beginsWithNumber)).toEqual([true, true, false, false, false, false, false]);
});

/** Long enough, and often enough, for V8 to compile what handles it. */
function table(builder: TableBuilder) {
  for (let row = 0; row < 20_000; row++) {
    builder.add({ x: row / 3, v: [row, 0.5, 1], names: [`row ${row}`], name: `row ${row}` });
  }
  return builder.build() as { x: number[]; v: number[][]; names: string[][] };
}

test('doubles stay doubles, whatever other columns exist', () => {
  for (let round = 0; round < 5; round++) {
    const { x, v, names } = table(new TableBuilder(['x']));
    expect([hasDoubles(x), v.every(hasDoubles)]).toEqual([true, true]);
    expect(columnKind(names).kind).toBe('list');
    packTable({ x, v, objects: x.map((a) => ({ re: a, im: 0 })) });
    expect([hasDoubles(x), v.every(hasDoubles)]).toEqual([true, true]);
  }
});
