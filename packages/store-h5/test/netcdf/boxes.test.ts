import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boxesOf } from '../../src/netcdf/boxes.ts';

test('boxes hold neighbouring elements, each once and in order', () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(shapes, fc.nat(), fc.nat(), (shape, a, b) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const from = a % size;
      const count = b % (size - from + 1);
      const boxes = [...boxesOf(shape, from, count)];
      const elements = boxes.flatMap(({ offset, count: counts }) =>
        indicesIn(shape, offset, counts),
      );
      expect(elements).toEqual(Array.from({ length: count }, (_, i) => from + i));
      expect(boxes.length).toBeLessThanOrEqual(2 * shape.length);
    }),
  );
});

function indicesIn(
  shape: readonly number[],
  offset: readonly number[],
  count: readonly number[],
): number[] {
  let indices = [0];
  shape.forEach((length, axis) => {
    indices = indices.flatMap((outer) =>
      Array.from({ length: count[axis]! }, (_, i) => outer * length + offset[axis]! + i),
    );
  });
  return indices;
}
