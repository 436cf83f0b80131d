import { expect, test } from '@jest/globals';
import { fromTable, missing, param, range } from '../../src/index.ts';

const x = param({ x: [1, 2] });
const solvers = param({ solver: ['euler', 'rk4'] }).was({ solver: 'euler' });

test('difference, intersection and missing take rows without a key for those with its former value', () => {
  const now = x.product(solvers);
  expect(now.difference(x).build()).toEqual({ x: [1, 2], solver: ['rk4', 'rk4'] });
  expect(now.intersection(x).build()).toEqual({ x: [1, 2], solver: ['euler', 'euler'] });
  expect(missing(now, fromTable({ x: [2], y: [0] })).build()).toEqual({
    x: [1, 1, 2],
    solver: ['euler', 'rk4', 'rk4'],
  });
});

test('rows that have the key are taken as they are', () => {
  const now = x.product(solvers);
  const rows = param({ x: 1, solver: 'rk4' });
  expect(now.intersection(rows).build()).toEqual({ x: [1], solver: ['rk4'] });
});

test('keys are renamed, and rows with another value of a dropped key do not count', () => {
  const now = param({ beta: [1, 2, 3] })
    .renamed({ rate: 'beta' })
    .dropped({ version: 2 });
  const done = fromTable({ rate: [1, 2, 3], version: [1, 2, 2], y: [0, 0, 0] });
  expect(missing(now, done).build()).toEqual({ beta: [1] });
});

test('nothing is known of a table with the former and the present name', () => {
  const now = param({ beta: [1, 2] }).renamed({ rate: 'beta' });
  expect(missing(now, fromTable({ rate: [1], beta: [2] })).build()).toEqual({ beta: [1] });
});

test('no row of a large operand is built for a key alone', () => {
  const large = param({ a: range(1e9) }).product(param({ b: range(1000) }));
  const now = large.product(solvers);
  expect(now.difference(param({ a: [5] })).length).toBe(2e12 - 1000);
});

test('each operator keeps what its operands say', () => {
  const now = x.product(solvers);
  const spaces = [
    now.slice(1),
    now.where(() => true),
    now.shuffle(1),
    now.sample(2, 1),
    now.distinct(),
    now.replicate(2),
    now.sum(x),
    x.sum(now),
    now.zip(param({ z: range(4) })),
    x.when({ x: 1 }, solvers),
    now.difference(param({ x: [1] })),
    missing(now, fromTable({ x: [1] })),
  ];
  for (const space of spaces) expect(space.former.was).toEqual({ solver: 'euler' });
});
