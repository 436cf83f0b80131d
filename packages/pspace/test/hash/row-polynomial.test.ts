import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { geometricSum, power, reduce, times } from '../../src/hash/field.ts';
import { COUNTED_ROWS, rowPolynomial } from '../../src/hash/row-polynomial.ts';
import { valueWeight } from '../../src/hash/value-weight.ts';
import type { Axis } from '../../src/axes/axis.ts';
import { ParamNode } from '../../src/nodes/param-node.ts';
import type { SpaceNode } from '../../src/nodes/node.ts';
import { asSpace, linspace, param, range, uniform, type Space } from '../../src/index.ts';

const X = 12345678901234567890n;
const all = (space: Space, from = 0, to = space.length, x = X) =>
  rowPolynomial(asSpace(space).node, x, from, to);

/** Returns a node that cannot be read, but frozen. */
function unread(node: SpaceNode): SpaceNode {
  const read = (): never => {
    throw new Error('a value is read');
  };
  if (!(node instanceof ParamNode)) return { ...node, fill: read, freeze: () => node.freeze() };
  const axis = { length: node.length, value: read, freeze: () => node.axes[0]!.freeze() };
  return new ParamNode(node.keys, [axis as unknown as Axis], node.length);
}

/** The weight of each row: that of its values. */
function weightsOf(space: Space): bigint[] {
  const weights = space.keys.map((key) => [key, valueWeight(key)] as const);
  return Array.from(space, (row: Record<string, unknown>) =>
    weights.reduce((sum, [key, weight]) => reduce(sum + weight(row[key])), 0n),
  );
}

/** The definition: the weight of each row, times a power of `X`. */
function byDefinition(weights: readonly bigint[]): bigint {
  return weights.reduce((sum, weight, i) => reduce(sum + times(weight, power(X, i))), 0n);
}

const a = param({ a: [3, 'x', null] });
const b = param({ b: range(2), c: 7 });
const d = param({ d: linspace(0, 1, 2) });
const abd = a.product(b).product(d);

describe('the polynomial of any part of the rows is that of the definition', () => {
  test.each<[string, Space]>([
    ['a list', a],
    ['a range and a constant', b],
    ['constants alone', param({ k: 1, l: 'x' })],
    ['numbers at random', param({ u: uniform(0, 1, 9, 1) })],
    ['a product', abd],
    ['a product whose first factor has one row', param({ z: 1 }).product(a).product(b)],
    ['a product whose last factor has one row', a.product(b).product(param({ z: [5] }))],
    ['a sum of other keys', a.sum(b).sum(a)],
    ['a sum of products', abd.sum(d)],
    ['a slice', abd.slice(3, 11)],
    ['a slice of a slice', abd.slice(3, 11).slice(2, 7)],
    ['side by side', a.zip(param({ e: [1, 2, 3] }))],
    ['a selection', abd.where((row) => row.b !== 1)],
    ['a shuffle', abd.shuffle(3)],
    ['a shuffle of a selection', abd.where((row) => row.b !== 1).shuffle(3)],
    ['rows under a condition', a.when({ a: 3 }, param({ f: [1, 2] }))],
  ])('%s', (_name, space) => {
    const weights = weightsOf(space);
    for (let from = 0; from <= space.length; from++) {
      for (let to = from; to <= space.length; to++) {
        const defined = byDefinition(weights.slice(from, to));
        expect([from, to, all(space, from, to)]).toEqual([from, to, defined]);
      }
    }
  });

  test('not a single row', () => {
    expect(all(a.product(param({ z: [] })))).toBe(0n);
    expect(all(param({ z: [] }).product(a))).toBe(0n);
    expect([all(abd, 3, 3), all(abd, 5, 3), all(abd.slice(0, 0))]).toEqual([0n, 0n, 0n]);
  });
});

/** Frozen: the hashes of such spaces are in run directories and certificates. */
const FROZEN_AXES: readonly bigint[] = [
  72741240814053985731176583180829666818n,
  63688165920911696587243518394357231460n,
  125032480728725248070758723693476327489n,
  44333651838666328327084389849551418886n,
  60922641215261487610381240830143527764n,
  135221590256016320524730218673157976784n,
];
const FROZEN_SHUFFLES: readonly bigint[] = [
  50698655875807618371424367276265498403n,
  31947115230958236613039875975056724208n,
  39928430634283032079857389613932631487n,
  7479917953720624417708491452622297720n,
  132700102704262189289899588260985589416n,
];
const FROZEN_BY_VALUES: readonly bigint[] = [
  95959276205401776940329045744696320063n,
  75805272060428304865751723478668751430n,
];
const FROZEN_SELECTION = 36448503761485953013597465517177566771n;

describe('of more rows than can be looked at', () => {
  /** A product of few values that has more rows than are looked at. */
  const powerOf17 = (...keys: string[]) =>
    keys
      .map((key) => param({ [key]: range(17) }) as Space)
      .reduce((all, axis) => all.product(axis));
  const huge = powerOf17('a', 'b', 'c', 'd', 'e');
  const without = (...indices: number[]) => lacking(huge, indices);
  const lacking = (space: Space, indices: readonly number[]) => {
    const rows = indices.map((index) => space.at(index));
    return space.difference(
      param(Object.fromEntries(space.keys.map((key) => [key, rows.map((row) => row[key])]))),
    );
  };

  /** The polynomial of rows one after the other, from those of their parts. */
  function joined(space: Space, ...parts: readonly (readonly [number, number])[]): bigint {
    let sum = 0n;
    let before = 0;
    for (const [from, to] of parts) {
      sum = reduce(sum + times(power(X, before), all(space, from, to)));
      before += to - from;
    }
    return sum;
  }

  test('a selection is that of its runs', () => {
    const rows = without(1005, 2005);
    expect(rows.length).toBeGreaterThan(COUNTED_ROWS);
    expect(all(rows)).toBe(joined(huge, [0, 1005], [1006, 2005], [2006, huge.length]));
    const first = COUNTED_ROWS + 2000;
    expect(all(rows, 1004, first)).toBe(
      joined(huge, [1004, 1005], [1006, 2005], [2006, first + 2]),
    );
    expect(all(rows, 1005, first)).toBe(joined(huge, [1006, 2005], [2006, first + 2]));
    expect(all(rows, 1010, rows.length - 3)).toBe(
      joined(huge, [1011, 2005], [2006, huge.length - 3]),
    );
  });

  test('a slice, a sum and rows side by side are those of their parts', () => {
    expect(all(huge.slice(5))).toBe(all(huge, 5));
    const sum = all(huge.sum(huge));
    expect(sum).toBe(joined(huge, [0, huge.length], [0, huge.length]));
    const other = powerOf17('f', 'g', 'h', 'i', 'j');
    expect(all(huge.zip(other))).toBe(reduce(all(huge) + all(other)));
  });

  test('a constant is that of its value', () => {
    const long = { a: linspace(0, 1, 2 * COUNTED_ROWS) };
    const constant = times(valueWeight('k')(5), geometricSum(X, 2 * COUNTED_ROWS));
    expect(all(param({ ...long, k: 5 }))).toBe(reduce(all(param(long)) + constant));
  });

  test('a selection stands for its rows where too many values would be looked at', () => {
    const axis = param({ a: range(2 ** 21 + 9) });
    const product = axis.product(param({ b: [0, 1] }));
    const sums = [
      all(axis.difference(param({ a: [2 ** 20] }))),
      all(product.difference(param({ a: [2 ** 20], b: [0] }))),
    ];
    expect(sums).toEqual(FROZEN_BY_VALUES);
  });

  test('few rows far from the beginning are looked at', () => {
    const far = COUNTED_ROWS + 50;
    for (const rows of [huge.shuffle(1), param({ a: linspace(0, 1, 2 * COUNTED_ROWS) })]) {
      const weights = weightsOf(rows.slice(far, far + 3));
      expect(all(rows, far, far + 3)).toBe(byDefinition(weights));
    }
  });

  test('so many rows are looked at, and no more', () => {
    const [most, more] = [COUNTED_ROWS, COUNTED_ROWS + 1];
    for (const node of [unread(huge.shuffle(1).node), unread(param({ a: range(2 ** 30) }).node)]) {
      expect(() => rowPolynomial(node, X, 5, 5 + most)).toThrow('a value is read');
      expect(() => rowPolynomial(node, X, 5, 5 + more)).not.toThrow();
    }
  });

  test('a run of a product counts as the values of its factors', () => {
    const larger = powerOf17('a', 'b', 'c', 'd', 'e', 'f');
    expect(larger.length).toBeGreaterThan(2 ** 21);
    const rows = lacking(larger, [1005]);
    expect(all(rows)).toBe(joined(larger, [0, 1005], [1006, larger.length]));
  });

  test('so many runs, and so many values, are looked at and no more', () => {
    const some = COUNTED_ROWS + 50;
    /** The last rows of the space are taken out, but for every other one. */
    const holes = (count: number) =>
      without(...Array.from({ length: count }, (_, i) => some + 2 * i));
    expect(all(holes(2 ** 12 - 1), 0, some)).toBe(all(huge, 0, some));
    expect(all(holes(2 ** 12), 0, some)).not.toBe(all(huge, 0, some));
    const axis = (length: number) => param({ a: range(length) });
    const hole = (length: number) => axis(length + 1).difference(param({ a: [some] }));
    expect(all(hole(2 ** 21), 0, some)).toBe(all(axis(2 ** 21 + 1), 0, some));
    expect(all(hole(2 ** 21 + 1), 0, some)).not.toBe(all(axis(2 ** 21 + 2), 0, some));
  });

  test('an axis stands for its values, with its key, its part and its place', () => {
    const most = COUNTED_ROWS;
    const long = param({ a: linspace(0, 1, 3 * most) });
    const sums = [
      all(long, 0, most + 1),
      all(long, 1, most + 2),
      all(long, 0, most + 2),
      all(long, 0, most + 1, X + 1n),
      all(param({ b: linspace(0, 1, 3 * most) }), 0, most + 1),
      all(param({ a: linspace(0, 2, 3 * most) }), 0, most + 1),
    ];
    expect(new Set(sums).size).toBe(sums.length);
    expect(sums).toEqual(FROZEN_AXES);
  });

  test('a shuffle stands for its rows, with its part and its place', () => {
    const rows = huge.shuffle(1);
    const sums = [
      all(rows),
      all(rows, 1),
      all(rows, 0, rows.length - 1),
      all(rows, 0, rows.length, X + 1n),
      all(huge.shuffle(2)),
    ];
    expect(new Set(sums).size).toBe(sums.length);
    expect(sums).toEqual(FROZEN_SHUFFLES);
  });

  test('a selection of very many runs stands for its rows', () => {
    expect(all(huge.difference(param({ e: [0] })))).toBe(FROZEN_SELECTION);
  });
});

test('a polynomial of two parts is that of the first and, shifted, that of the second', () => {
  const length = abd.length;
  fc.assert(
    fc.property(fc.nat(length), fc.nat(length), fc.nat(length), (...places) => {
      const [from, middle, to] = places.sort((one, other) => one - other);
      const shifted = times(power(X, middle - from), all(abd, middle, to));
      expect(all(abd, from, to)).toBe(reduce(all(abd, from, middle) + shifted));
    }),
  );
});
