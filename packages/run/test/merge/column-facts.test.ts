import { expect, test } from '@jest/globals';
import { float } from '@psyrun/core';
import { FactsOfColumns } from '../../src/merge/column-facts.ts';

/** The facts about a column of these values. */
function factsOf(values: readonly unknown[], tellsIntegers = false) {
  const facts = new FactsOfColumns([], tellsIntegers);
  for (const x of values) facts.add({ x });
  return facts.of('x');
}

test('keys come in the order given, and then as they appear', () => {
  const facts = new FactsOfColumns(['b'], false);
  facts.add({ c: 1, a: 2 });
  facts.add({ d: 1, b: 2 });
  expect([facts.keys(), facts.size]).toEqual([['b', 'c', 'a', 'd'], 4]);
});

test('numbers, typed numbers and other values are told apart', () => {
  expect(factsOf([1, 2, undefined])).toMatchObject({
    ...{ count: 2, isNumeric: true, isOfNumbers: true, hasFloats: false },
  });
  for (const other of [0.5, -0, NaN, 2 ** 53]) {
    expect(factsOf([1, other]).hasFloats).toBe(true);
  }
  expect(factsOf([1, float(2)])).toMatchObject({ isNumeric: true, isOfNumbers: false });
  for (const other of [null, 'a', [1], 2n, true]) {
    expect(factsOf([1, other])).toMatchObject({ isNumeric: false, isOfNumbers: false });
  }
});

test('integers beside floats, also in lists, if they are told apart', () => {
  expect(factsOf([[1], 0.5], true).isOfIntegersAndFloats).toBe(true);
  expect(factsOf([[1, 2], 3], true).isOfIntegersAndFloats).toBe(false);
  expect(factsOf([0.5, float(1)], true).isOfIntegersAndFloats).toBe(false);
});

test('booleans beside numbers have the type of all numbers', () => {
  expect(factsOf([true, 1], true).booleanDtype).toBe('int64');
  expect(factsOf([true, 1, 0.5], true).booleanDtype).toBe('float64');
  expect(factsOf([true, float(1)], true).booleanDtype).toBe('float64');
  expect(factsOf([true, null], true).booleanDtype).toBeUndefined();
  expect(factsOf([1, 2], true).booleanDtype).toBeUndefined();
});
