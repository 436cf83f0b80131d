import { freeze, hashSpace, param, range, thaw, type Space } from '@psyrun/pspace';
import type { Line } from '../line.ts';
import { inProcess, ofPython } from '../measure.ts';

const parts = { group: 'Spaces', unit: 'parts', sizes: [100, 1000, 10_000], quick: [1000, 10_000] };
const values = { group: 'Spaces', unit: 'rows', sizes: [1e4, 1e5, 1e6], quick: [2e4, 1e5] };

const start = (): Space => param({ x: [0, 1] });

/** Applies an operator again and again. */
function chain(steps: number, step: (space: Space, i: number) => Space): Space {
  let space = start();
  for (let i = 0; i < steps; i++) space = step(space, i);
  return space;
}

const listOf = (rows: number): Space =>
  param({ x: Array.from({ length: rows }, (_, i) => Math.sqrt(i)) });

/** A space of 100 in 100 in the rest. */
const grid = (rows: number): Space =>
  param({ a: range(rows / 100) })
    .product(param({ b: range(10) }))
    .product(param({ c: range(10) }));

const ITERTOOLS = `
import itertools, sys
rows = int(sys.argv[1])
for a, b, c in itertools.product(range(rows // 100), range(10), range(10)):
    row = {"a": a, "b": b, "c": c}
`;

export const SPACES: readonly Line[] = [
  {
    ...values,
    name: 'iterate a product',
    ours: (rows) =>
      inProcess(() => {
        for (const row of grid(rows)) void row;
      }),
    peer: {
      name: 'itertools',
      measure: (rows) => ofPython('itertools', ITERTOOLS, [String(rows)]),
    },
  },
  { ...values, name: 'hash a list', ours: (rows) => measuredHash(listOf, rows) },
  {
    ...values,
    name: 'freeze and thaw a list',
    ours: (rows) => {
      const space = listOf(rows);
      return inProcess(() => thaw(JSON.parse(JSON.stringify(freeze(space))) as never));
    },
  },
  {
    ...parts,
    name: 'chain of products',
    ours: (n) => inProcess(() => chain(n, (space, i) => space.product(param({ [`k${i}`]: [i] })))),
  },
  {
    ...parts,
    name: 'chain of sums, hashed',
    ours: (n) => inProcess(() => hashSpace(chain(n, (space, i) => space.sum(param({ x: [i] }))))),
  },
  {
    ...parts,
    name: 'sum of different keys, hashed',
    ours: (n) =>
      inProcess(() =>
        hashSpace(chain(n, (space, i) => space.sum(param({ [`k${i % 300}`]: [i] })))),
      ),
  },
  {
    ...parts,
    name: 'chain of slices',
    ours: (n) =>
      inProcess(() => {
        let space = param({ x: range(1e9) });
        for (let i = 0; i < n; i++) space = space.slice(1);
        return space.at(0);
      }),
  },
];

/** The hash of a space is kept, so each time it is another space. */
function measuredHash(make: (size: number) => Space, size: number) {
  const spaces = [make(size), make(size), make(size)];
  return inProcess(() => hashSpace(spaces.pop()!));
}
