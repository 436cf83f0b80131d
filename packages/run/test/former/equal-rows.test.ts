import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { param } from '@psyrun/pspace';
import { EqualRows } from '../../src/former/equal-rows.ts';

const now = param({ x: [7, 1, 1, 8, 1] });
const earlier = param({ x: [1, 1, 9, 8, 1, 1] });

test('each result of equal rows is for another row', () => {
  const find = new EqualRows(now).finder(earlier);
  expect([0, 1, 4].map((index) => find(index, 'done'))).toEqual([1, 2, 4]);
});

test('a result without a free row is for no row, and neither is the next', () => {
  const rows = new EqualRows(now);
  const find = rows.finder(earlier);
  expect([0, 1, 4, 5].map((index) => find(index, 'done'))).toEqual([1, 2, 4, undefined]);
  expect(find(5, 'failed')).toBeUndefined();
  expect(rows.finder(param({ x: [1] }))(0, 'done')).toBeUndefined();
});

test('a row that is not in the space is undefined, done or failed', () => {
  const find = new EqualRows(now).finder(earlier);
  expect(find(2, 'done')).toBeUndefined();
  expect(find(2, 'failed')).toBeUndefined();
});

test('a second result with the same index is for the same row', () => {
  const find = new EqualRows(now).finder(earlier);
  expect([0, 0, 0].map((index) => find(index, 'done'))).toEqual([1, 1, 1]);
  expect(find(0, 'failed')).toBe(1);
  expect(find(1, 'done')).toBe(2);
});

test('a failure does not use up a row', () => {
  const find = new EqualRows(now).finder(earlier);
  expect([0, 0, 1].map((index) => find(index, 'failed'))).toEqual([1, 1, 1]);
  expect(find(1, 'done')).toBe(1);
  expect(find(0, 'failed')).toBe(2);
});

test('a done row of the space itself is not used for a row of an earlier space', () => {
  const rows = new EqualRows(now);
  const find = rows.finder(earlier);
  expect(rows.own(1, 'done')).toBe(1);
  expect(rows.own(2, 'failed')).toBe(2);
  expect(find(0, 'done')).toBe(2);
  expect(find(3, 'done')).toBe(3);
});

test('a row that one earlier space has used is not used for another', () => {
  const rows = new EqualRows(now);
  const [first, second] = [rows.finder(earlier), rows.finder(param({ x: [1] }))];
  expect(first(0, 'done')).toBe(1);
  expect(second(0, 'done')).toBe(2);
  expect(first(0, 'done')).toBe(1);
});

test('a space that begins with the earlier one keeps its indices, also of equal rows', () => {
  const rows = new EqualRows(earlier.sum(now));
  const find = rows.finder(earlier);
  expect([5, 4, 2, 0].map((index) => find(index, 'done'))).toEqual([5, 4, 2, 0]);
  expect(rows.place({ x: 1 }, 'done')).toBe(1);
  expect(rows.place({ x: 1 }, 'done')).toBe(7);
});

test('rows with other keys are no rows of the space', () => {
  const find = new EqualRows(now).finder(param({ x: [1], y: [1] }));
  expect(find(0, 'done')).toBeUndefined();
});

test('as many results of equal rows count as there are rows for them, each for one', () => {
  const values = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 });
  const records = fc.array(fc.tuple(fc.nat(11), fc.boolean()), { maxLength: 30 });
  fc.assert(
    fc.property(values, values, records, (present, before, recorded) => {
      const find = new EqualRows(param({ x: present })).finder(param({ x: before }));
      const placeOf = new Map<number, number | undefined>();
      for (const [n, isDone] of recorded) {
        const index = n % before.length;
        const place = find(index, isDone ? 'done' : 'failed');
        if (place !== undefined) expect(present[place]).toBe(before[index]);
        if (isDone) placeOf.set(index, place);
      }
      for (const value of new Set(before)) {
        const done = [...placeOf].filter(([index]) => before[index] === value);
        const places = new Set(done.flatMap(([, place]) => place ?? []));
        const there = present.filter((x) => x === value).length;
        expect(places.size).toBe(Math.min(done.length, there));
      }
    }),
    { numRuns: 500 },
  );
});

test('former rows are found among equal rows, too', () => {
  const space = param({ s: ['a', 'b', 'a', 'a'], x: [1, 1, 1, 2] })
    .was({ s: 'a' })
    .dropped({ v: 0 });
  const former = param({ x: [1, 1, 1, 2], v: [0, 1, 0, 0] });
  const find = new EqualRows(space).finder(former);
  expect([0, 1, 2, 3].map((index) => find(index, 'done'))).toEqual([0, undefined, 2, 3]);
});
