import { canonicalRow, type Row } from '@psyrun/core';
import fc from 'fast-check';
import { linspace, missing, param, range, uniform, type Space } from '../src/index.ts';

/** The expected content of a space: its keys and the list of its rows. */
export interface Model {
  readonly keys: readonly string[];
  readonly rows: readonly Row[];
}

/** A space and its model, made by the same expression. */
export interface Pair {
  readonly space: Space;
  readonly model: Model;
}

/** An expression as data. Any tree is one: an operator that does not fit becomes one that does. */
export type Expression =
  | { readonly op: 'param'; readonly values: Readonly<Record<string, unknown>> }
  | {
      readonly op: (typeof OPERATORS)[number];
      readonly left: Expression;
      readonly right: Expression;
      readonly n: number;
    };

const OPERATORS = [
  'product',
  'product',
  'sum',
  'difference',
  'missing',
  'intersection',
  'zip',
  'when',
  'where',
  'distinct',
  'slice',
  'sample',
  'shuffle',
  'replicate',
] as const;

const MOST_ROWS = 300;

const scalar = fc.constantFrom<unknown>(0, 1, 2, 1n, 0.5, -0, NaN, null, true, 'a', [1, 2]);

/** Parameters over one or two of four keys, as lists, typed arrays, scalars and builders. */
const leaf: fc.Arbitrary<Expression> = fc
  .record({
    keys: fc.subarray(['a', 'b', 'c', '__proto__'], { minLength: 1, maxLength: 2 }),
    length: fc.integer({ min: 0, max: 4 }),
    lists: fc.tuple(...[0, 1].map(() => fc.array(scalar, { minLength: 4, maxLength: 4 }))),
    kinds: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 2 }),
  })
  .map(({ keys, length, lists, kinds }) => ({
    op: 'param',
    values: Object.fromEntries(
      keys.map((key, i) => [key, axis(kinds[i]!, lists[i]!, length, `${key}`)]),
    ),
  }));

function axis(kind: number, list: readonly unknown[], length: number, seed: string): unknown {
  switch (kind) {
    case 0:
      return range(length);
    case 1:
      return linspace(0, 1, length);
    case 2:
      return Int16Array.from({ length }, (_, i) => i % 2);
    case 3:
      return uniform(0, 1, length, seed);
    case 4:
      return 'a';
    default:
      return list.slice(0, length);
  }
}

/** Expressions whose deepest branch has at least this many operators. */
export function expressions(depth: number): fc.Arbitrary<Expression> {
  if (depth === 0) return leaf;
  return fc.record({
    op: fc.constantFrom(...OPERATORS),
    left: expressions(depth - 1),
    right: depth > 1 ? fc.oneof(leaf, expressions(depth - 2)) : leaf,
    n: fc.integer({ min: -5, max: 9 }),
  });
}

/** The space and the model of an expression. */
export function evaluated(expression: Expression): Pair {
  if (expression.op === 'param') return leafPair(expression.values);
  const left = evaluated(expression.left);
  const right = evaluated(expression.right);
  return OPERATIONS[fitting(expression.op, left.model, right.model)]!(left, right, expression.n);
}

function leafPair(values: Readonly<Record<string, unknown>>): Pair {
  const space = param(values);
  const length =
    Object.values(values).find((value): value is unknown[] => typeof value !== 'string')?.length ??
    1;
  const rows = Array.from({ length }, (_, i) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : (value as unknown[]).at(i),
      ]),
    ),
  );
  return { space, model: { keys: Object.keys(values), rows } };
}

/** The operator, or another one if the operands do not allow it. */
function fitting(op: (typeof OPERATORS)[number], left: Model, right: Model): string {
  const disjoint = right.keys.every((key) => !left.keys.includes(key));
  const within = right.keys.every((key) => left.keys.includes(key));
  const small = left.rows.length * Math.max(1, right.rows.length) <= MOST_ROWS;
  switch (op) {
    case 'product':
    case 'when':
      return disjoint && small ? op : 'sum';
    case 'zip':
      return disjoint && left.rows.length === right.rows.length ? op : 'sum';
    case 'difference':
    case 'intersection':
      return within ? op : 'slice';
    case 'missing':
      return left.keys.every((key) => right.keys.includes(key)) ? op : 'distinct';
    case 'replicate':
      return left.keys.includes('replicate') || left.rows.length * 3 > MOST_ROWS ? 'shuffle' : op;
    default:
      return op;
  }
}

type Operation = (left: Pair, right: Pair, n: number) => Pair;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  product: (l, r) => ({
    space: l.space.product(r.space),
    model: {
      keys: [...l.model.keys, ...r.model.keys],
      rows: l.model.rows.flatMap((a) => r.model.rows.map((b) => joined(a, b))),
    },
  }),
  sum(l, r) {
    const keys = [...new Set([...l.model.keys, ...r.model.keys])];
    const rows = [...l.model.rows, ...r.model.rows].map((row) => withMissing(row, keys));
    return { space: l.space.sum(r.space), model: { keys, rows } };
  },
  difference: (l, r) => ({
    space: l.space.difference(r.space),
    model: only(l.model, (row) => !among(row, r.model, r.model.keys)),
  }),
  intersection: (l, r) => ({
    space: l.space.intersection(r.space),
    model: only(l.model, (row) => among(row, r.model, r.model.keys)),
  }),
  missing: (l, r) => ({
    space: missing(l.space, r.space),
    model: only(l.model, (row) => !among(row, r.model, l.model.keys)),
  }),
  zip: (l, r) => ({
    space: l.space.zip(r.space),
    model: {
      keys: [...l.model.keys, ...r.model.keys],
      rows: l.model.rows.map((row, i) => joined(row, r.model.rows[i]!)),
    },
  }),
  when(l, r, n) {
    const key = l.model.keys[0]!;
    const value = l.model.rows.at(n % (l.model.rows.length || 1))?.[key] ?? null;
    const keys = [...l.model.keys, ...r.model.keys];
    const condition = { [key]: value };
    const rows = l.model.rows.flatMap((row) =>
      identity(row, [key]) === canonicalRow(condition)
        ? r.model.rows.map((inner) => joined(row, inner))
        : [withMissing(row, keys)],
    );
    return { space: l.space.when(condition, r.space), model: { keys, rows } };
  },
  where: (l, _, n) => ({
    space: l.space.where((row) => chosen(row, n)),
    model: only(l.model, (row) => chosen(row, n)),
  }),
  distinct(l) {
    const ids = l.model.rows.map((row) => canonicalRow(row));
    return {
      space: l.space.distinct(),
      model: only(l.model, (_, i) => ids.indexOf(ids[i]!) === i),
    };
  },
  slice: (l, _, n) => ({
    space: l.space.slice(n, n + 20),
    model: { keys: l.model.keys, rows: l.model.rows.slice(n, n + 20) },
  }),
  shuffle: (l, _, n) => ({
    space: l.space.shuffle(n),
    model: { keys: l.model.keys, rows: order(l.model, n).map((i) => l.model.rows[i]!) },
  }),
  sample(l, _, n) {
    const count = Math.floor(l.model.rows.length / 2);
    const indices = order(l.model, n).slice(0, count);
    return {
      space: l.space.sample(count, n),
      model: { keys: l.model.keys, rows: indices.map((i) => l.model.rows[i]!) },
    };
  },
  replicate: (l) => ({
    space: l.space.replicate(3),
    model: {
      keys: [...l.model.keys, 'replicate'],
      rows: l.model.rows.flatMap((row) => [0, 1, 2].map((i) => joined(row, { replicate: i }))),
    },
  }),
};

function only(model: Model, keep: (row: Row, index: number) => boolean): Model {
  return { keys: model.keys, rows: model.rows.filter(keep) };
}

/** The identity of a row in some of its keys. */
function identity(row: Row, keys: readonly string[]): string {
  return canonicalRow(Object.fromEntries(keys.map((key) => [key, row[key]])));
}

function among(row: Row, others: Model, keys: readonly string[]): boolean {
  return others.rows.some((other) => identity(other, keys) === identity(row, keys));
}

function joined(a: Row, b: Row): Row {
  return Object.fromEntries([...Object.entries(a), ...Object.entries(b)]);
}

function withMissing(row: Row, keys: readonly string[]): Row {
  return Object.fromEntries(keys.map((key) => [key, Object.hasOwn(row, key) ? row[key] : NaN]));
}

function chosen(row: Row, n: number): boolean {
  return (canonicalRow(row).length + n) % 3 !== 0;
}

/** The order that a shuffle puts any rows of that number in: what depends on the seed alone. */
function order(model: Model, seed: number): readonly number[] {
  return param({ i: range(model.rows.length) })
    .shuffle(seed)
    .build().i;
}
