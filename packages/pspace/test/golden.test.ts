import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Row } from '@psyrun/core';
import { freeze, missing, param, thaw, type Space } from '../src/index.ts';

/** Expressions with the rows that they have: see the notes in the file. */
interface Golden {
  readonly cases: readonly {
    readonly id: string;
    readonly expr: Expression;
    readonly key_order?: readonly string[];
    readonly expected:
      | { readonly error: 'ValueError' | 'AmbiguousOperationError' }
      | { readonly keys: readonly string[]; readonly len: number; readonly rows: unknown[][] };
  }[];
}

type Expression =
  | { readonly op: 'param'; readonly params: Readonly<Record<string, unknown>> }
  | {
      readonly op: 'product' | 'sum' | 'difference' | 'missing';
      readonly left: Expression;
      readonly right: Expression;
    };

const CODES = {
  ValueError: 'PSYRUN_LENGTHS_DIFFER',
  AmbiguousOperationError: 'PSYRUN_AMBIGUOUS_OPERATION',
};

const golden = JSON.parse(
  readFileSync(new URL('fixtures/pspace.json', import.meta.url), 'utf8'),
) as Golden;

/** A Python tuple has no counterpart: such cases say nothing about us. */
const cases = golden.cases.filter((each) => !JSON.stringify(each).includes('"$":"tuple"'));

function valueOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(valueOf);
  if (typeof value !== 'object' || value === null) return value;
  const { $, v } = value as { $: string; v: string };
  switch ($) {
    case 'int':
      return BigInt(v);
    case 'float':
      return Number(v);
    default:
      return { nan: NaN, inf: Infinity, '-inf': -Infinity }[$];
  }
}

function spaceOf(expression: Expression): Space {
  if (expression.op === 'param') {
    return param(
      Object.fromEntries(Object.entries(expression.params).map(([k, v]) => [k, valueOf(v)])),
    );
  }
  const left = spaceOf(expression.left);
  const right = spaceOf(expression.right);
  return expression.op === 'missing' ? missing(left, right) : left[expression.op](right);
}

test('the file has the cases that it should have', () => {
  expect(cases.length).toBeGreaterThan(120);
  expect(golden.cases.length - cases.length).toBeLessThan(4);
});

describe.each(cases)('$id', ({ expr, expected, key_order }) => {
  if ('error' in expected) {
    test(`is refused as ${expected.error}`, () => {
      expect(() => spaceOf(expr)).toThrow(expect.objectContaining({ code: CODES[expected.error] }));
    });
    return;
  }
  const rows = expected.rows.map((values): Row =>
    Object.fromEntries(expected.keys.map((key, i) => [key, valueOf(values[i])])),
  );

  test('has the rows', () => {
    const space = spaceOf(expr);
    expect([...space.keys].sort()).toEqual(expected.keys);
    expect(space.length).toBe(expected.len);
    expect([...space]).toEqual(rows);
    expect(rows.map((_, i) => space.at(i))).toEqual(rows);
  });

  test('has the keys in order', () => {
    // An object of JavaScript puts keys that are integers first.
    const ordered = Object.keys(Object.fromEntries(key_order!.map((key) => [key, 0])));
    expect(spaceOf(expr).keys).toEqual(ordered);
  });

  test('has the columns', () => {
    expect({ ...spaceOf(expr).build() }).toEqual(
      Object.fromEntries(expected.keys.map((key) => [key, rows.map((row) => row[key])])),
    );
  });

  test('is the same when frozen and thawed', () => {
    const space = thaw(JSON.parse(JSON.stringify(freeze(spaceOf(expr)))));
    expect([...space]).toEqual(rows);
    expect(space.keys).toEqual(spaceOf(expr).keys);
  });

  test('finds its rows', () => {
    const space = spaceOf(expr);
    rows.forEach((row, i) => expect(space.indicesOf(row)).toContain(i));
  });
});
