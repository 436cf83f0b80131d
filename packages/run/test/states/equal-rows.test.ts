import { expect, test } from '@jest/globals';
import { param } from '@psyrun/pspace';
import { EqualRows } from '../../src/states/equal-rows.ts';

const now = param({ x: [7, 1, 1, 8, 1] });
const earlier = param({ x: [1, 1, 9, 8, 1, 1] });

test('results of equal rows are for one row after the other', () => {
  const find = new EqualRows(now).finder(earlier);
  expect([0, 1, 4].map((index) => find(index, 'done'))).toEqual([1, 2, 4]);
});

test('a result too many is for no row, and neither is the next one', () => {
  const rows = new EqualRows(now);
  const find = rows.finder(earlier);
  expect([0, 1, 4, 5].map((index) => find(index, 'done'))).toEqual([1, 2, 4, undefined]);
  expect(find(5, 'failed')).toBeUndefined();
  expect(rows.finder(param({ x: [1] }))(0, 'done')).toBeUndefined();
});

test('a row that the space has not is none, done or failed', () => {
  const find = new EqualRows(now).finder(earlier);
  expect(find(2, 'done')).toBeUndefined();
  expect(find(2, 'failed')).toBeUndefined();
});

test('a result that is read again is for the same row', () => {
  const find = new EqualRows(now).finder(earlier);
  expect([0, 0, 0].map((index) => find(index, 'done'))).toEqual([1, 1, 1]);
  expect(find(0, 'failed')).toBe(1);
  expect(find(1, 'done')).toBe(2);
});

test('a failure takes no row away', () => {
  const find = new EqualRows(now).finder(earlier);
  expect([0, 0, 1].map((index) => find(index, 'failed'))).toEqual([1, 1, 1]);
  expect(find(1, 'done')).toBe(1);
  expect(find(0, 'failed')).toBe(2);
});

test('a row of the space itself that is done is not given to an earlier one', () => {
  const rows = new EqualRows(now);
  const find = rows.finder(earlier);
  expect(rows.own(1, 'done')).toBe(1);
  expect(rows.own(2, 'failed')).toBe(2);
  expect(find(0, 'done')).toBe(2);
  expect(find(3, 'done')).toBe(3);
});

test('what one earlier space has done is not given to another', () => {
  const rows = new EqualRows(now);
  const [first, second] = [rows.finder(earlier), rows.finder(param({ x: [1] }))];
  expect(first(0, 'done')).toBe(1);
  expect(second(0, 'done')).toBe(2);
  expect(first(0, 'done')).toBe(1);
});
