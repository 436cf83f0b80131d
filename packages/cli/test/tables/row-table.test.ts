import { expect, test } from '@jest/globals';
import { arrayText, rowTable } from '../../src/tables/row-table.ts';

test('numbers are aligned right, other values left', () => {
  const rows = [
    { stadt: '東京', n: 1, x: 0.1234567 },
    { stadt: 'Zürich', n: 10, x: 2 },
  ];
  expect(rowTable(rows, 80)).toEqual([
    'stadt      n         x',
    "'東京'     1  0.123457",
    "'Zürich'  10         2",
  ]);
});

test('a value has at most 30 columns, and a line those of the terminal', () => {
  const [, long] = rowTable([{ text: '漢'.repeat(20) }], 80);
  expect(long).toBe(`'${'漢'.repeat(14)}…`);
  expect(rowTable([{ text: '漢'.repeat(20), n: 1 }], 10)).toEqual([
    'text',
    `'${'漢'.repeat(4)}`,
    '',
    'n',
    '1',
  ]);
});

test('there is no table without rows', () => {
  expect(rowTable([], 80)).toEqual([]);
});

test('no column is lost: wide values are cut, then columns follow below the others', () => {
  const row = Object.fromEntries(Array.from('abcde', (key) => [key, key.repeat(40)]));
  const cut = rowTable([row], 80);
  expect(cut).toHaveLength(2);
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${i}`, 'x'.repeat(40)]));
  const blocks = rowTable([many], 80);
  for (const line of [...cut, ...blocks]) expect(line.length).toBeLessThanOrEqual(80);
  const words = blocks.join(' ').split(/ +/);
  expect(Object.keys(many).filter((key) => !words.includes(key))).toEqual([]);
});

test('columns that follow below begin with the number of the row, and show dates whole', () => {
  const when = new Date(0);
  const rows = [1, 2].map((row) => ({ row, when, a: 'x'.repeat(40), b: 'y'.repeat(40), n: row }));
  const lines = rowTable(rows, 50, (name) => name === 'row');
  expect(lines).toEqual([
    `row  when`,
    `  1  1970-01-01T00:00:00.000Z`,
    `  2  1970-01-01T00:00:00.000Z`,
    ``,
    `row  a`,
    `  1  '${'x'.repeat(22)}…`,
    `  2  '${'x'.repeat(22)}…`,
    ``,
    `row  b                         n`,
    `  1  '${'y'.repeat(22)}…  1`,
    `  2  '${'y'.repeat(22)}…  2`,
  ]);
});

test('long arrays are shown by shape and range', () => {
  const v = Array.from({ length: 100 }, (_, i) => i / 4);
  const m = Array.from({ length: 8 }, () => v);
  expect(rowTable([{ v, m, w: Float64Array.from(v), s: [1, 2] }], 80)[1]).toBe(
    '[100] 0…24.75  [8×100] 0…24.75  [100] 0…24.75  [ 1, 2 ]',
  );
  expect(arrayText([[1, 2], [3]])).toBeUndefined();
});
