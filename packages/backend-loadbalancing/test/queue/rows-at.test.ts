import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indicesIn, toRanges } from '@psyrun/pspace/internal';
import { rowsAt } from '../../src/queue/rows-at.ts';

test('positions count the rows of all ranges', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(50)).map((rows) => rows.sort((a, b) => a - b)),
      fc.nat(60),
      fc.nat(60),
      (rows, start, length) => {
        const found = [...indicesIn(rowsAt(toRanges(rows), start, start + length))];
        expect(found).toEqual(rows.slice(start, start + length));
      },
    ),
  );
});
