import { expect, test } from '@jest/globals';
import { float, Scalar, type Column } from '@psyrun/core';
import fc from 'fast-check';
import { fitLayout } from '../../src/packed/fit-layout.ts';
import { joinedLayout, packWithLayout } from '../../src/packed/layout.ts';
import { joinPacked } from '../../src/packed/join-packed.ts';
import { packColumn } from '../../src/packed/pack-column.ts';
import type { PackedColumn } from '../../src/packed/packed-column.ts';

/** Packs lists part by part in the layout of all of them; undefined if there is none. */
function packedInParts(parts: readonly Column[]): PackedColumn | undefined {
  const layout = parts
    .map((part) => packWithLayout('x', part).layout)
    .reduce<ReturnType<typeof joinedLayout>>((a, b) => a && joinedLayout(a, b), first(parts));
  if (layout === undefined) return undefined;
  const packed = parts.map((part) => fitLayout(packColumn('x', part), layout)!);
  return joinPacked('x', packed);
}

const first = (parts: readonly Column[]) => packWithLayout('x', parts[0]!).layout;

/** Packs parts one by one, unless a part alone cannot be packed. */
function inParts(parts: readonly Column[]): PackedColumn | undefined {
  try {
    return packedInParts(parts);
  } catch {
    return undefined;
  }
}

const integer = fc.integer();
const number = fc.double();
const list = (item: fc.Arbitrary<unknown>) => fc.array(item, { maxLength: 3 });
const array = fc.oneof(
  fc.array(number, { maxLength: 3 }).map((items) => Float64Array.from(items)),
  fc
    .array(fc.integer({ min: -9, max: 9 }), { maxLength: 3 })
    .map((items) => Int32Array.from(items)),
  fc.array(number, { maxLength: 3 }).map((items) => Float32Array.from(items)),
  fc.array(fc.bigInt(-9n, 9n), { maxLength: 3 }).map((items) => BigInt64Array.from(items)),
);
const scalar = fc.oneof(
  number.map(float),
  fc.integer({ min: 0, max: 200 }).map((value) => new Scalar('uint8', value)),
  number.map((value) => new Scalar('float32', Math.fround(value))),
);
const complex = fc.record({ re: number, im: number });
const text = fc.string({ maxLength: 3 });
const kinds: fc.Arbitrary<unknown>[] = [
  ...[integer, number, fc.bigInt(-9n, 9n), fc.boolean(), text, complex, scalar, array],
  ...[list(integer), list(number), list(text), list(complex), list(fc.boolean())],
  fc.tuple(list(integer), list(integer)),
];

/** Rows in parts, most of them of one kind or two. */
const parts = fc
  .tuple(fc.constantFrom(...kinds), fc.constantFrom(...kinds), fc.constantFrom(0, 1, 2))
  .chain(([a, b, others]) => {
    const value = fc.oneof(
      { arbitrary: a, weight: 20 },
      { arbitrary: fc.constant(null), weight: others === 1 ? 3 : 0 },
      { arbitrary: b, weight: others === 2 ? 3 : 0 },
    );
    return fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
  });

test('columns in parts are packed as all rows together', () => {
  let compared = 0;
  fc.assert(
    fc.property(parts, (all) => {
      const packed = inParts(all);
      if (packed === undefined) return;
      compared++;
      expect(packed).toEqual(packColumn('x', all.flat()));
    }),
    { numRuns: 5000 },
  );
  expect(compared).toBeGreaterThan(2000);
});

test.each<[string, Column, Column]>([
  ['integers and floats', [1, 2], [0.5]],
  ['numbers and missing ones', [1], [null, null]],
  ['missing numbers and typed ones', [null], [new Scalar('float32', 1)]],
  ['typed numbers of two types', [new Scalar('uint8', 1)], [new Scalar('int8', 1)]],
  ['lists of integers and of floats', [[1, 2]], [[0.5, 2]]],
  ['lists of several lengths', [[1, 2]], [[1], [2]]],
  ['lists and arrays', [[1, 2]], [Float32Array.of(1, 2)]],
  ['arrays of two types', [Int32Array.of(1)], [Float32Array.of(1)]],
  ['arrays of several lengths', [Float32Array.of(1)], [Float32Array.of(1, 2)]],
  ['matrices of several shapes', [[[1, 2, 3]]], [[[1], [2]]]],
  ['missing arrays and arrays', [null], [Float32Array.of(1)]],
  ['lists of texts of several lengths', [['a', 'b']], [['c']]],
  ['lists of complex numbers of several lengths', [[{ re: 1, im: 2 }]], [[{ re: 1, im: 2 }, 1]]],
])('%s have a common layout', (_, a, b) => {
  for (const all of [
    [a, b],
    [b, a],
  ]) {
    expect(packedInParts(all)).toEqual(packColumn('x', [...all[0]!, ...all[1]!]));
  }
});

test.each<[string, Column, Column]>([
  ['numbers and texts', [1], ['a']],
  ['bigints and numbers', [1n], [1]],
  ['integers of 64 bits and lists', [BigInt64Array.of(1n)], [[1]]],
  ['missing texts', [null], ['a']],
  ['numbers and arrays', [1], [[1]]],
  ['arrays of several ranks', [[1]], [[[1]]]],
])('%s have none that the layouts tell', (_, a, b) => {
  expect([packedInParts([a, b]), packedInParts([b, a])]).toEqual([undefined, undefined]);
});
