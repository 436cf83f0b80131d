import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RowPlaces } from '../../src/merge/row-places.ts';

test('finds each row in its journal, in the order of the offsets', () => {
  const place = fc.record({ file: fc.nat(3), offset: fc.nat(1000), size: fc.integer({ min: 1 }) });
  const places = fc.uniqueArray(place, { selector: ({ file, offset }) => `${file} ${offset}` });
  fc.assert(
    fc.property(places, (all) => {
      const of = new RowPlaces(all.length);
      for (let file = 0; file < 4; file++) {
        of.begin(`${file}`);
        all.forEach((one, row) => {
          if (one.file === file) of.set(row, one.offset, one.size % 2 ** 32 || 1);
        });
      }
      const found = [...of.inFiles(all.map((_, row) => row))].flatMap(({ file, rows, offsets }) =>
        Array.from(rows, (row, i) => ({ file: Number(file), row, offset: offsets[i]! })),
      );
      const expected = all
        .map(({ file, offset }, row) => ({ file, row, offset }))
        .sort((a, b) => a.file - b.file || a.offset - b.offset);
      expect(found).toEqual(expected);
    }),
  );
});

test('a row without a result has no size', () => {
  const places = new RowPlaces(3);
  places.begin('a');
  places.set(1, 17, 80);
  expect([0, 1, 2].map((row) => places.sizeOf(row))).toEqual([0, 80, 0]);
});
