import { describe, expect, test } from '@jest/globals';
import { missing, param, range, type Space } from '@psyrun/pspace';

describe('defects of the original in parameter spaces', () => {
  test('B01: missing rows of a product are found as rows, not key by key', () => {
    const all = param({ a: [1, 2] }).product(param({ b: [1, 2] }));
    const done = param({ a: [1, 2], b: [1, 2] });
    expect([...missing(all, done)]).toEqual([
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ]);
    expect([...all.difference(done)]).toEqual([...missing(all, done)]);
  });

  test('B20: rows with a missing key, which is NaN, are found', () => {
    const sum = param({ a: [1, 2] }).sum(param({ a: [2], b: [4] }));
    expect(missing(sum, sum).length).toBe(0);
  });

  test('B21: parameters that are lists are compared by their values', () => {
    const all = param({
      a: [
        [1, 2],
        [3, 4],
      ],
    });
    expect([...missing(all, param({ a: [new Float64Array([1, 2])] }))]).toEqual([{ a: [3, 4] }]);
  });

  test('B43: a string is one value for every row, as a number is', () => {
    expect([...param({ a: [1, 2], s: 'xy', n: 3 })]).toEqual([
      { a: 1, s: 'xy', n: 3 },
      { a: 2, s: 'xy', n: 3 },
    ]);
  });

  test('B44: an object is one value', () => {
    expect([...param({ a: [1, 2], o: { k: 1 } })]).toEqual([
      { a: 1, o: { k: 1 } },
      { a: 2, o: { k: 1 } },
    ]);
  });

  test('B45: a space can be the sum of thousands of spaces', () => {
    let sum: Space = param({ i: [0] });
    for (let i = 1; i < 3000; i++) sum = sum.sum(param({ i: [i] }));
    expect(sum.length).toBe(3000);
    expect(sum.at(2999)).toEqual({ i: 2999 });
  });

  test('B46: keys have the order in which they were given', () => {
    const sum = param({ z: [1], a: [1] }).sum(param({ m: [1], b: [1] }));
    expect(sum.keys).toEqual(['z', 'a', 'm', 'b']);
    expect(Object.keys(sum.at(0))).toEqual(['z', 'a', 'm', 'b']);
  });

  test('B70: the missing rows of 100,000 are found', () => {
    const all = param({ a: range(100_000) });
    const done = param({ a: range(0, 100_000, 2) });
    const rest = missing(all, done);
    expect(rest.length).toBe(50_000);
    expect(rest.at(49_999)).toEqual({ a: 99_999 });
  });
});
