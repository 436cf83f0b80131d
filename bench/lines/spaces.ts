import {
  freeze,
  fromTable,
  hashSpace,
  missing,
  param,
  range,
  thaw,
  type Space,
} from '@psyrun/pspace';
import { pythonPart } from '../measure/python.ts';
import { at, atMostSeconds } from '../table/goals.ts';
import type { Line } from '../table/line.ts';

const parts = { group: 'Spaces', unit: 'parts', sizes: [100, 1000, 10_000], quick: [1000, 10_000] };
const rows = { group: 'Spaces', unit: 'rows', sizes: [1e4, 1e5, 1e6] };

/** Applies an operator again and again. */
function chain(steps: number, step: (space: Space, i: number) => Space): Space {
  let space: Space = param({ x: [0, 1] });
  for (let i = 0; i < steps; i++) space = step(space, i);
  return space;
}

const listOf = (count: number): Space =>
  param({ x: Array.from({ length: count }, (_, i) => Math.sqrt(i)) });

const grid = (count: number): Space =>
  param({ a: range(count / 100) })
    .product(param({ b: range(10) }))
    .product(param({ c: range(10) }));

const SET_OF_TUPLES = {
  before: `
import itertools, random
rows = list(itertools.product(range(count // 100), range(10), range(10)))
random.seed(1)
done = random.sample(rows, len(rows) // 2)`,
  work: `
there = set(done)
missing = [row for row in rows if row not in there]`,
};

export const SPACES: readonly Line[] = [
  {
    ...{ ...rows, sizes: [1e4, 1e5, 1e6, 1e7] },
    name: 'iterate a product of three axes',
    ours: {
      work: (count) => () => {
        for (const row of grid(count)) void row;
      },
    },
    peers: [
      {
        name: 'itertools',
        ...pythonPart({
          before: 'import itertools',
          work: `
for a, b, c in itertools.product(range(count // 100), range(10), range(10)):
    row = {"a": a, "b": b, "c": c}`,
        }),
      },
    ],
  },
  {
    ...rows,
    name: 'missing rows, half are done',
    ours: {
      work: (count) => {
        const all = fromTable(grid(count).build());
        const done = fromTable(
          grid(count)
            .sample(count / 2, 'done')
            .build(),
        );
        return () => missing(all, done).length;
      },
    },
    peers: [{ name: 'set of tuples in Python', ...pythonPart(SET_OF_TUPLES) }],
    goals: [at(1e6, atMostSeconds(1.5))],
    former: [{ size: 1e6, then: '0.45 s to 0.72 s' }],
  },
  {
    ...{ ...rows, sizes: [1e6, 1e9, 1e12] },
    name: 'make a product, take a row, find its index',
    ours: {
      work: (count) => () => {
        const space = param({ a: range(Math.sqrt(count)) }).product(
          param({ b: range(Math.sqrt(count)) }),
        );
        return space.indicesOf(space.at(123_456));
      },
    },
  },
  {
    ...{ ...rows, quick: [1e5, 1e6] },
    name: 'hash a list',
    ours: {
      work: (count) => {
        const space = listOf(count);
        return () => hashSpace(space);
      },
    },
  },
  {
    ...rows,
    name: 'freeze and thaw a list',
    ours: {
      work: (count) => {
        const space = listOf(count);
        return () => thaw(JSON.parse(JSON.stringify(freeze(space))) as never);
      },
    },
    peers: [
      {
        name: 'pickle',
        ...pythonPart({
          before: 'import math, pickle\nspace = [math.sqrt(i) for i in range(count)]',
          work: 'pickle.loads(pickle.dumps(space, 4))',
        }),
      },
    ],
  },
  {
    ...parts,
    name: 'chain of products',
    ours: { work: (n) => () => chain(n, (space, i) => space.product(param({ [`k${i}`]: [i] }))) },
  },
  {
    ...parts,
    name: 'chain of sums, hashed',
    ours: {
      work: (n) => () => hashSpace(chain(n, (space, i) => space.sum(param({ x: [i] })))),
    },
  },
  {
    ...parts,
    name: 'sum of different keys, hashed',
    ours: {
      work: (n) => () =>
        hashSpace(chain(n, (space, i) => space.sum(param({ [`k${i % 300}`]: [i] })))),
    },
  },
  {
    ...parts,
    name: 'chain of slices',
    ours: {
      work: (n) => () => {
        let space = param({ x: range(1e9) });
        for (let i = 0; i < n; i++) space = space.slice(1);
        return space.at(0);
      },
    },
  },
];
