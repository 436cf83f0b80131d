import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { numberAxis } from '../../src/drawing/number-axis.ts';

const place = { from: 100, to: 0, count: 5 };

test('ticks are round numbers within the range', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
      fc.double({ noNaN: true, min: 1e-3, max: 1e300 }),
      (least, width) => {
        const most = least + width;
        fc.pre(most - least > Math.abs(least) * 1e-6);
        const { at, ticks } = numberAxis(least, most, place);
        expect([at(least), at(most)]).toEqual([100, 0]);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThan(15);
      },
    ),
  );
});

test('one number, or none, has one tick', () => {
  expect(numberAxis(3, 3, place).ticks).toEqual([{ value: 3, text: '3' }]);
  expect(numberAxis(Infinity, -Infinity, place).ticks).toHaveLength(1);
});
