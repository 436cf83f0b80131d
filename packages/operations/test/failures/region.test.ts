import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { region } from '../../src/failures/region.ts';

const grid = [...Array(10).keys()].flatMap((n) =>
  ['a', 'b', 'c', 'd'].map((mode) => ({ n, mode, trial: (7 * n) % 4 })),
);
const split = (fails: (row: (typeof grid)[number]) => boolean) =>
  region(
    grid.filter(fails),
    grid.filter((row) => !fails(row)),
  );

describe('region', () => {
  test('finds a bound, an interval, a value, few values, and what they are together', () => {
    expect(split(({ n }) => n >= 6)).toEqual(['n >= 6']);
    expect(split(({ n }) => n <= 3)).toEqual(['n <= 3']);
    expect(split(({ n }) => n > 2 && n < 7)).toEqual(['n >= 3', 'n <= 6']);
    expect(split(({ mode }) => mode === 'b')).toEqual(["mode = 'b'"]);
    expect(split(({ mode }) => mode === 'b' || mode === 'd')).toEqual(["mode = 'b' or 'd'"]);
    expect(split(({ n, mode }) => n >= 6 && mode === 'b')).toEqual(["mode = 'b'", 'n >= 6']);
  });

  test('gives a bound six digits where that divides the rows as well', () => {
    const rows = (...values: number[]) => values.map((beta) => ({ beta }));
    const inside = rows(0.1, 0.2, 0.3, 0.49999999999999994);
    expect(region(inside, rows(0.6, 0.7))).toEqual(['beta <= 0.5']);
    expect(region(inside, rows(0.5, 0.7))).toEqual(['beta <= 0.49999999999999994']);
    expect(region(rows(0.5000000001, 0.6, 0.7, 0.8), rows(0.1, 0.2))).toEqual(['beta >= 0.5']);
  });

  test('says nothing where nothing sets the rows apart', () => {
    expect(split(() => true)).toEqual([]);
    expect(split(({ n, mode }) => (n + mode.charCodeAt(0)) % 2 === 0)).toEqual([]);
    expect(region([], grid)).toEqual([]);
  });

  test('never says what does not hold for all of the rows', () => {
    const row = fc.record({ n: fc.integer({ min: 0, max: 9 }), s: fc.constantFrom('a', 'b') });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.array(row), (inside, outside) => {
        for (const text of region(inside, outside)) {
          const [, key, sign, values] = /^(\w) (>=|<=|=) (.*)$/.exec(text)!;
          for (const given of inside) {
            const value = given[key as 'n' | 's'];
            if (sign === '>=') expect(value).toBeGreaterThanOrEqual(Number(values));
            else if (sign === '<=') expect(value).toBeLessThanOrEqual(Number(values));
            else expect(values!.replaceAll("'", '').split(' or ')).toContain(String(value));
          }
        }
      }),
    );
  });
});
