import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mapPspace, mapPspaceHddBacked } from '@psyrun/mapper';
import { linspace, param, range } from '@psyrun/pspace';
import { NpzStore } from '@psyrun/store-npz';
import { pythonPart } from '../measure/python.ts';
import { at, atMostTimes } from '../table/goals.ts';
import type { Line } from '../table/line.ts';

const group = 'Functions in this process';
const sizes = [1e4, 1e5, 1e6, 1e7];

const sum = ({ a, b, c }: { readonly a: number; readonly b: number; readonly c: number }) => ({
  y: a * b + c,
});
const square = ({ x }: { readonly x: number }) => ({ y: x * x });

const grid = (count: number) =>
  param({ a: range(count / 10_000) })
    .product(param({ b: linspace(0, 1, 100) }))
    .product(param({ c: range(100) }));

/** Nested loops, as people write them without a library. */
function nestedLoops(count: number): number {
  const columns: Record<'a' | 'b' | 'c' | 'y', number[]> = { a: [], b: [], c: [], y: [] };
  for (let a = 0; a < count / 10_000; a++) {
    for (let i = 0; i < 100; i++) {
      const b = i / 99;
      for (let c = 0; c < 100; c++) {
        const { y } = sum({ a, b, c });
        columns.a.push(a);
        columns.b.push(b);
        columns.c.push(c);
        columns.y.push(y);
      }
    }
  }
  return columns.y.length;
}

const ITERTOOLS = {
  before: `
import itertools
f = lambda a, b, c: {"y": a * b + c}`,
  work: `
columns = {"a": [], "b": [], "c": [], "y": []}
for a, b, c in itertools.product(range(count // 10000), [i / 99 for i in range(100)], range(100)):
    row = f(a=a, b=b, c=c)
    columns["a"].append(a)
    columns["b"].append(b)
    columns["c"].append(c)
    columns["y"].append(row["y"])`,
};

const FILE = 'result.npz';
const onDisk = (count: number) =>
  mapPspaceHddBacked(square, param({ x: range(count) }), FILE, new NpzStore(), {
    returnData: false,
  });

function jsonLines(count: number): void {
  const file = openSync('rows.jsonl', 'w');
  for (let x = 0; x < count; x++) writeSync(file, `${JSON.stringify({ x, ...square({ x }) })}\n`);
  closeSync(file);
}

export const MAPPING: readonly Line[] = [
  {
    ...{ group, unit: 'rows', sizes, quick: [1e5, 1e6] },
    name: 'mapPspace, three axes',
    ours: { work: (count) => () => mapPspace(sum, grid(count)) },
    peers: [
      { name: 'itertools', ...pythonPart(ITERTOOLS) },
      { name: 'nested loops by hand', work: (count) => () => nestedLoops(count) },
    ],
    goals: [
      at(1e6, atMostTimes(0.2, 'itertools')),
      at(1e6, atMostTimes(3, 'nested loops by hand')),
    ],
    former: [
      { size: 1e6, peer: 'itertools', then: '0.18 × to 0.33 ×' },
      { size: 1e6, peer: 'nested loops by hand', then: '1.2 ×' },
    ],
  },
  {
    ...{ group, unit: 'rows', sizes, quick: [1e4, 1e5] },
    name: 'mapPspaceHddBacked, .npz',
    ours: {
      work: (count) => () => {
        rmSync(FILE, { force: true });
        return onDisk(count);
      },
    },
    peers: [{ name: 'JSON lines, a write a row', work: (count) => () => jsonLines(count) }],
    limits: { bytes: 40 },
  },
  {
    ...{ group, unit: 'rows', sizes: [1e4, 1e5, 1e6] },
    name: 'mapPspaceHddBacked, all rows are there',
    ours: {
      async work(count) {
        await onDisk(count);
        return () => onDisk(count);
      },
    },
  },
];
