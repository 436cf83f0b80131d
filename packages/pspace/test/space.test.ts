import { describe, expect, test } from '@jest/globals';
import { canonicalRow } from '@psyrun/core';
import fc from 'fast-check';
import { freeze, fromTable, hashSpace, thaw, type Space } from '../src/index.ts';
import { evaluated, expressions, type Model } from './model.ts';

const RUNS = 700;

describe.each([4, 5, 6])('every expression of depth %i or more is its list of rows', (depth) => {
  test('in every respect', () => {
    fc.assert(
      fc.property(expressions(depth), fc.integer({ min: -9, max: 9 }), (expression, n) => {
        const { space, model } = evaluated(expression);
        sameRows(space, model);
        expect([...space.slice(n, n + 7)]).toEqual(model.rows.slice(n, n + 7));
        findsRows(space, model);
        const text = JSON.stringify(freeze(space));
        const thawed = thaw(JSON.parse(text));
        sameRows(thawed, model);
        expect(JSON.stringify(freeze(thawed))).toBe(text);
        expect(hashSpace(thawed)).toBe(hashSpace(space));
        expect(hashSpace(flat(model))).toBe(hashSpace(space));
      }),
      { numRuns: RUNS },
    );
  });
});

function sameRows(space: Space, { keys, rows }: Model): void {
  expect(space.keys).toEqual(keys);
  expect(space.length).toBe(rows.length);
  expect([...space]).toEqual(rows);
  expect(rows.map((_, i) => space.at(i))).toEqual(rows);
  expect(rows.map((_, i) => space.at(i - rows.length))).toEqual(rows);
  expect(Object.entries(space.build())).toEqual(
    keys.map((key) => [key, rows.map((row) => row[key])]),
  );
}

function findsRows(space: Space, { keys, rows }: Model): void {
  const ids = rows.map(canonicalRow);
  const indices = new Map<string, number[]>(ids.map((id) => [id, []]));
  ids.forEach((id, i) => indices.get(id)!.push(i));
  rows.forEach((row, i) => expect(space.indicesOf(row)).toEqual(indices.get(ids[i]!)));
  const absent = Object.fromEntries(keys.map((key) => [key, 'nowhere']));
  expect(space.indicesOf(absent)).toEqual([]);
  expect(space.indexOf(absent)).toBe(-1);
}

/** The same rows, written down as columns in another order. */
function flat({ keys, rows }: Model): Space {
  const columns = [...keys].reverse().map((key) => [key, rows.map((row) => row[key])]);
  return fromTable(Object.fromEntries(columns) as Record<string, unknown[]>);
}
