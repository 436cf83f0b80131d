import { describe, expect, test } from '@jest/globals';
import { concatTables } from '@psyrun/columns';
import {
  fromTable,
  linspace,
  missing,
  param,
  product,
  range,
  uniform,
  type Space,
} from '../../src/index.ts';

/** Spaces whose keys the compiler does not know, so that it lets mistakes pass. */
const a: Space = param({ a: [1, 2, 3] });
const ab: Space = param({ a: [1, 2, 3], b: ['x', 'y', 'z'] });
const b: Space = param({ b: [1, 2] });

describe('is refused', () => {
  test.each<[string, () => unknown, string, unknown]>([
    ['a key twice in a product', () => a.product(ab), 'PSYRUN_AMBIGUOUS_OPERATION', ['a']],
    ['a key twice side by side', () => a.zip(ab), 'PSYRUN_AMBIGUOUS_OPERATION', ['a']],
    [
      'a replicate twice',
      () => a.replicate(2).replicate(3),
      'PSYRUN_AMBIGUOUS_OPERATION',
      ['replicate'],
    ],
    ['an unknown key in a difference', () => a.difference(ab), 'PSYRUN_AMBIGUOUS_OPERATION', ['b']],
    [
      'an unknown key in an intersection',
      () => a.intersection(b),
      'PSYRUN_AMBIGUOUS_OPERATION',
      ['b'],
    ],
    [
      'an unknown key in a condition',
      () => a.when({ c: 1 }, b),
      'PSYRUN_AMBIGUOUS_OPERATION',
      ['c'],
    ],
    [
      'a conditional key that is there',
      () => a.when({ a: 1 }, ab),
      'PSYRUN_AMBIGUOUS_OPERATION',
      ['a'],
    ],
    ['finished rows that lack a key', () => missing(ab, a), 'PSYRUN_AMBIGUOUS_OPERATION', ['b']],
  ])('%s', (_, operation, code, keys) => {
    expect(operation).toThrow(expect.objectContaining({ code, fields: { keys } }));
  });

  test.each<[string, () => unknown, string]>([
    ['different lengths side by side', () => a.zip(b), 'PSYRUN_LENGTHS_DIFFER'],
    ['a sample that is too large', () => a.sample(4, 1), 'PSYRUN_ARGUMENT'],
    ['half a replicate', () => a.replicate(0.5), 'PSYRUN_ARGUMENT'],
    ['a shuffle without a seed', () => a.shuffle(undefined as never), 'PSYRUN_ARGUMENT'],
    ['a row before the first', () => a.at(-4), 'PSYRUN_OUT_OF_RANGE'],
    ['a row behind the last', () => a.at(3), 'PSYRUN_OUT_OF_RANGE'],
    ['half a row', () => a.at(0.5), 'PSYRUN_OUT_OF_RANGE'],
    ['an incomplete row', () => ab.indicesOf({ a: 1 }), 'PSYRUN_ARGUMENT'],
  ])('%s', (_, operation, code) => {
    expect(operation).toThrow(expect.objectContaining({ code }));
  });

  test('an operand that is not a space', () => {
    const plain = { b: [1] } as never;
    const operations = [
      () => a.product(plain),
      () => a.sum(plain),
      () => a.difference(plain),
      () => a.intersection(plain),
      () => a.zip(plain),
      () => a.when({ a: 1 }, plain),
      () => missing(a, plain),
      () => product(a, plain),
    ];
    for (const operation of operations) {
      expect(operation).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
    }
  });

  test('an error of a predicate is passed on', () => {
    expect(() =>
      a.where(() => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
  });
});

test('a row is found only where all its values are, also side by side and by formula', () => {
  const pairs = param({ a: range(3), b: ['x', 'y', 'z'] });
  expect(pairs.indicesOf({ a: 1, b: 'y' })).toEqual([1]);
  expect(pairs.indicesOf({ a: 1, b: 'x' })).toEqual([]);
  const huge = param({ a: range(1e9) }).zip(param({ b: range(1e9, 2e9) }));
  expect(huge.indicesOf({ a: 5, b: 1_000_000_005 })).toEqual([5]);
  expect(huge.indicesOf({ a: 5, b: 1_000_000_006 })).toEqual([]);
});

test('with an empty condition, parameters exist in all rows', () => {
  expect([...a.when({}, b)]).toEqual([...a.product(b)]);
});

test('more rows than a list can hold are not built', () => {
  const huge = param({ a: range(1e6) }).product(param({ b: range(1e6) }));
  expect(() => huge.build()).toThrow(expect.objectContaining({ code: 'PSYRUN_SPACE_TOO_LARGE' }));
});

describe('a space without keys', () => {
  const none: Space = param({});
  test('changes nothing', () => {
    for (const space of [a.product(none), none.product(a), a.sum(none), none.sum(a), a.zip(none)]) {
      expect([...space]).toEqual([...a]);
    }
  });

  test('has no rows, whatever is done with it', () => {
    const results = [
      none.product(none),
      none.sum(none),
      none.difference(none),
      none.distinct(),
      none.shuffle(1),
      none.sample(0, 1),
      none.where(() => true),
      missing(none, a),
    ];
    for (const space of results) expect([space.length, space.keys]).toEqual([0, []]);
    expect({ ...none.build() }).toEqual({});
  });
});

describe('missing', () => {
  test('finds the NaN of a sum again in results that were merged from tables', () => {
    const space = param({ a: [1, 2] }).sum(param({ b: [3] }));
    const done = concatTables([
      { a: [1], y: [0] },
      { b: [3], y: [1] },
    ]);
    expect([...missing(space, fromTable(done))]).toEqual([{ a: 2, b: NaN }]);
  });

  test('of 10^12 rows takes away the rows that are done', () => {
    const space = param({ a: range(1e6) }).product(param({ b: linspace(0, 1, 1e6) }));
    const rows = [0, 5e11, 999_999_999_999].map((index) => space.at(index));
    const rest = missing(space, fromTable({ a: rows.map((r) => r.a), b: rows.map((r) => r.b) }));
    expect(rest.length).toBe(1e12 - 3);
    expect([rest.indexOf(rows[1]!), rest.at(0), rest.at(5e11 - 1)]).toEqual([
      -1,
      space.at(1),
      space.at(5e11 + 1),
    ]);
  });

  test('takes time in proportion to the rows when all rows are equal', () => {
    const same = { a: new Array<number>(200_000).fill(1) };
    expect(missing(fromTable(same), fromTable(same)).length).toBe(0);
    expect(
      missing(fromTable(same).replicate(2), fromTable({ ...same, replicate: same.a })).length,
    ).toBe(200_000);
  });
});

describe('10^12 rows and more', () => {
  const axis = (key: string): Space => param({ [key]: linspace(0, 1, 16) });
  const huge = [...'abcdefghij'].map(axis).reduce((all, one) => all.product(one));

  test('are indexed and found', () => {
    expect(huge.length).toBe(2 ** 40);
    for (const index of [0, 123_456_789_012, 2 ** 40 - 1]) {
      expect(huge.indicesOf(huge.at(index))).toEqual([index]);
    }
  });

  test('are sampled, differing rows each time', () => {
    const sample = huge.sample(1000, 'seed');
    expect(sample.distinct().length).toBe(1000);
    expect([...huge.sample(10, 'seed')]).toEqual([...sample.slice(0, 10)]);
    expect(sample.indicesOf(sample.at(500))).toEqual([500]);
  });

  test('lose whole planes by a difference in some keys', () => {
    const rest = huge.difference(param({ d: [0], f: [1] }));
    expect(rest.length).toBe(2 ** 40 - 2 ** 32);
    const kept = huge.intersection(param({ d: [0] }));
    expect([kept.length, kept.at(0)['d']]).toEqual([2 ** 36, 0]);
  });

  test('have distinct rows where the factors have', () => {
    expect(huge.product(param({ k: [1, 1] })).distinct().length).toBe(2 ** 40);
  });

  test.each<[string, () => unknown]>([
    ['where', () => huge.where(() => true)],
    ['distinct', () => huge.shuffle(1).distinct()],
    [
      'a difference in the first and the last key',
      () => huge.difference(param({ a: [0], j: [1] })),
    ],
    ['a search among draws', () => param({ x: uniform(0, 1, 1e12, 1) }).indexOf({ x: 0.5 })],
  ])('are refused where they would have to be looked at one by one: %s', (_, operation) => {
    expect(operation).toThrow(expect.objectContaining({ code: 'PSYRUN_SPACE_TOO_LARGE' }));
  });
});

describe('lengths', () => {
  test('are exact to 2^53', () => {
    const space = param({ a: range(2 ** 30) }).product(param({ b: range(2 ** 23) }));
    expect(space.length).toBe(2 ** 53);
    expect(space.at(2 ** 53 - 1)).toEqual({ a: 2 ** 30 - 1, b: 2 ** 23 - 1 });
    expect(space.indexOf({ a: 2 ** 30 - 1, b: 2 ** 23 - 1 })).toBe(2 ** 53 - 1);
  });

  test('beyond are refused, also by one', () => {
    const large = param({ a: range(2 ** 53) });
    expect(() => large.sum(param({ a: [0] }))).toThrow(
      expect.objectContaining({
        code: 'PSYRUN_SPACE_TOO_LARGE',
        fields: { length: 2n ** 53n + 1n },
      }),
    );
    // 321 times 28,059,810,762,433 is 2^53 + 1.
    const factors = [321, 28_059_810_762_433].map((n, i): Space => param({ [`k${i}`]: range(n) }));
    expect(() => factors.reduce((all, one) => all.product(one))).toThrow(
      expect.objectContaining({
        code: 'PSYRUN_SPACE_TOO_LARGE',
        fields: { length: 2n ** 53n + 1n },
      }),
    );
  });
});

describe('loops that build on and on', () => {
  test('a sum of 20,000 sums', () => {
    let space: Space = param({ a: [0] });
    for (let i = 1; i < 20_000; i++) space = space.sum(param({ a: [i] }));
    expect([space.length, space.at(19_999), space.indexOf({ a: 12_345 })]).toEqual([
      20_000,
      { a: 19_999 },
      12_345,
    ]);
  });

  test('2,000 differences of one row each', () => {
    let space: Space = param({ a: range(50) }).product(param({ b: range(50) }));
    for (const row of [...space].slice(0, 2000)) space = space.difference(param(row));
    expect([space.length, space.at(0)]).toEqual([500, { a: 40, b: 0 }]);
  });
});
