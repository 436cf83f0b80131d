import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { freeze, latinHypercube, sobol, thaw } from '../../src/index.ts';
import { numpyBuilders } from '../axes/numpy-builders.ts';

describe('latinHypercube', () => {
  test('meets every stratum of every parameter once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer(), (count, seed) => {
        const { x, y } = latinHypercube({ x: [0, 1], y: [-5, 5] }, count, seed).build();
        const strata = Array.from({ length: count }, (_, i) => i);
        const ascending = (a: number, b: number) => a - b;
        expect(x.map((value) => Math.floor(value * count)).sort(ascending)).toEqual(strata);
        expect(y.map((value) => Math.floor(((value + 5) / 10) * count)).sort(ascending)).toEqual(
          strata,
        );
      }),
    );
  });

  test('has parameters that do not depend on each other, nor on their order', () => {
    const { x, y } = latinHypercube({ x: [0, 1], y: [0, 1] }, 1000, 'design').build();
    const mean = x.reduce((sum, value, i) => sum + (value - 0.5) * (y[i]! - 0.5), 0) / 1000;
    expect(Math.abs(mean * 12)).toBeLessThan(5 / Math.sqrt(1000));
    expect(latinHypercube({ y: [0, 1], x: [0, 1] }, 1000, 'design').build().x).toEqual(x);
  });
});

describe('sobol', () => {
  test.each(Object.entries(numpyBuilders.sobol))(
    'has the points of SciPy in %s dimensions',
    (d, points) => {
      const ranges = Object.fromEntries(
        Array.from({ length: Number(d) }, (_, i) => [`x${i}`, [0, 1] as const]),
      );
      const rows = [...sobol(ranges, points.length)].map((row) => Object.values(row));
      expect(rows).toEqual(points);
    },
  );

  test('with a seed has other points that fill the ranges as evenly', () => {
    const { x, y } = sobol({ x: [0, 1], y: [10, 20] }, 64, 'shift').build();
    expect(x).not.toEqual(sobol({ x: [0, 1] }, 64).build().x);
    const boxes = new Set(
      x.map((value, i) => `${Math.floor(value * 8)} ${Math.floor((y[i]! - 10) / 1.25)}`),
    );
    expect(boxes.size).toBe(64);
  });

  test('refuses more parameters than it has numbers for', () => {
    const many = Object.fromEntries(
      Array.from({ length: 65 }, (_, i) => [`x${i}`, [0, 1] as const]),
    );
    expect(() => sobol(many, 2)).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
    expect(() => sobol({ x: [0, 1] }, 2 ** 33)).toThrow('at most 2^32 points');
  });
});

test('designs are frozen as what made them, and find their rows', () => {
  for (const space of [
    latinHypercube({ x: [0, 1], y: [0, 2] }, 1e5, 1),
    sobol({ x: [0, 1], y: [0, 2] }, 1e5),
    sobol({ x: [0, 1], y: [0, 2] }, 1e5, 'shift'),
  ]) {
    const text = JSON.stringify(freeze(space));
    expect(text.length).toBeLessThan(300);
    expect(thaw(JSON.parse(text)).at(12_345)).toEqual(space.at(12_345));
    expect(space.indicesOf(space.at(12_345))).toContain(12_345);
  }
});
