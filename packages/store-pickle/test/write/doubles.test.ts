import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { encodeRows, NOTHING } from '../../src/file/encode-rows.ts';
import { sharedObjects } from '../../src/write/shared-objects.ts';

setFlagsFromString('--allow-natives-syntax');
const hasDoubles = runInThisContext('(list) => %HasDoubleElements(list)') as (
  list: unknown,
) => boolean;

test('to save lists of doubles leaves them lists of doubles, which need the least memory', () => {
  for (let round = 0; round < 5; round++) {
    const rows = Array.from({ length: 20_000 }, (_, row) => row);
    const x = rows.map((row) => row / 3);
    const v = rows.map((row) => [row + 0.5, row, row / 3]);
    const names = rows.map((row) => [`row ${row}`, null, { row }]);
    for (const part of encodeRows({ x, v, names }, NOTHING)) expect(part.length).toBeGreaterThan(0);
    expect([hasDoubles(x), v.every(hasDoubles)]).toEqual([true, true]);
    sharedObjects([names, x, v]);
    expect([hasDoubles(x), v.every(hasDoubles)]).toEqual([true, true]);
  }
});
