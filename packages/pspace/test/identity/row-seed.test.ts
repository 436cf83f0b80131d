import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Row } from '@psyrun/core';
import { param, range, rowSeed } from '../../src/index.ts';

interface Vector {
  readonly root: number | string;
  readonly row: Row;
  readonly replicate: number;
  readonly seed: number;
}

const vectors = JSON.parse(
  readFileSync(new URL('row-seed.vectors.json', import.meta.url), 'utf8'),
) as Vector[];

test.each(vectors)('the seed of $row is frozen', ({ root, row, replicate, seed }) => {
  expect(rowSeed(root, row, replicate)).toBe(seed);
});

test('NaN has a seed, and values that are one have one seed', () => {
  expect(rowSeed(-1.5, { n: NaN }, 7)).toBe(114166886149175);
  expect(rowSeed(1, { a: 1, b: [1, 2] })).toBe(rowSeed(1, { b: Int8Array.of(1, 2), a: 1n }));
});

test('seeds do not depend on the space that a row is in', () => {
  const small = param({ a: range(3) }).product(param({ b: [0, 1] }));
  const larger = param({ b: [1, 0, 5] })
    .product(param({ a: range(9) }))
    .shuffle('any');
  const seeds = new Map([...larger].map((row) => [`${row.a} ${row.b}`, rowSeed('root', row)]));
  for (const row of small) expect(rowSeed('root', row)).toBe(seeds.get(`${row.a} ${row.b}`));
});

test('every root, row and replicate has its own seed', () => {
  const seeds = [1, 2, 'a', 'b', '1'].flatMap((root) =>
    [...param({ i: range(200) })].flatMap((row) => [0, 1].map((n) => rowSeed(root, row, n))),
  );
  expect(new Set(seeds).size).toBe(2000);
  expect(seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0)).toBe(true);
});

const ROOT = /^The argument root of rowSeed is .+; expected a finite number or a string\.$/;
const REPLICATE =
  /^The argument replicate of rowSeed is .+; expected an? (whole number|integer)\.$/;
test.each<[number | string, number, RegExp]>([
  [NaN, 0, ROOT],
  [Infinity, 0, ROOT],
  [1, 0.5, REPLICATE],
  [1, 2 ** 53, REPLICATE],
  ['a', NaN, REPLICATE],
])('root %p and replicate %p are refused', (root, replicate, message) => {
  const seeding = () => rowSeed(root, {}, replicate);
  expect(seeding).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
  expect(seeding).toThrow(message);
});

test('a row without a canonical form has no seed', () => {
  expect(() => rowSeed(1, { a: undefined })).toThrow(
    expect.objectContaining({ code: 'PSYRUN_VALUE' }),
  );
});
