import { expect, test } from '@jest/globals';
import { param } from '@psyrun/pspace';
import { EqualRows } from '../../src/states/equal-rows.ts';

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
