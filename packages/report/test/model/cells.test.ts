import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cellsOf } from '../../src/model/cells.ts';

test('a cell has the aggregates of its selected rows', () => {
  const row = fc.record({
    bin: fc.nat(2),
    line: fc.nat(1),
    state: fc.nat(2),
    number: fc.oneof(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.constantFrom(NaN, Infinity),
    ),
    chosen: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const x = { key: 'x', of: Uint16Array.from(rows, ({ bin }) => bin), labels: ['0', '1', '2'] };
      const y = { key: 'y', of: Uint16Array.from(rows, ({ line }) => line), labels: ['0', '1'] };
      const cells = cellsOf(x, y, {
        states: Uint8Array.from(rows, ({ state }) => state),
        mask: Uint8Array.from(rows, ({ chosen }) => Number(chosen)),
        numbers: rows.map(({ number }) => number),
      });
      cells.forEach((cell, i) => {
        const inside = rows.filter((one) => one.chosen && one.line * 3 + one.bin === i);
        const count = (state: number) => inside.filter((one) => one.state === state).length;
        expect([cell.missing, cell.failed, cell.done]).toEqual([0, 1, 2].map(count));
        const numbers = inside.map(({ number }) => number).filter(Number.isFinite);
        expect(cell.count).toBe(numbers.length);
        if (numbers.length === 0) return expect([cell.mean, cell.spread]).toEqual([NaN, NaN]);
        const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
        const squares = numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0);
        expect([cell.least, cell.most]).toEqual([Math.min(...numbers), Math.max(...numbers)]);
        expect(cell.mean).toBeCloseTo(mean, 4);
        expect(cell.spread).toBeCloseTo(Math.sqrt(squares / Math.max(1, numbers.length - 1)), 3);
      });
    }),
  );
});
