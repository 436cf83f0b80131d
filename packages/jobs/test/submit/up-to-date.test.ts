import type { Job, JobArray, JobChain, JobTree } from '@psyrun/core';
import { expect, test } from '@jest/globals';
import { fullNames } from '../../src/submit/full-names.ts';
import { upToDate } from '../../src/submit/up-to-date.ts';

const work = { module: 'file:///work.js', export: 'work', options: {} };
const job = (name: string, done: boolean): Job => ({ kind: 'job', name, work, done });
const array = (size: number, ...todo: number[]): JobArray => ({
  kind: 'array',
  name: 'process',
  work,
  size,
  todo,
});
const chain = (...jobs: JobTree[]): JobChain => ({ kind: 'chain', name: 'circle', jobs });

/** Returns the names of the jobs that run, in a chain of split, process and merge. */
function running(split: boolean, process: JobArray, merge: boolean): string[] {
  const tree = chain(job('split', split), process, job('merge', merge));
  const current = upToDate(tree);
  return tree.jobs.filter((node) => !current.has(node)).map(({ name }) => name);
}

test.each<[string, boolean, JobArray, boolean, string[]]>([
  ['nothing is done: all', false, array(2, 0, 1), false, ['split', 'process', 'merge']],
  ['all is done: nothing', true, array(2), true, []],
  ['only the result is gone: the merge', true, array(2), false, ['merge']],
  ['one output is gone: that step and the merge', true, array(2, 1), false, ['process', 'merge']],
  ['the result is there, outputs are gone: nothing', true, array(2, 0, 1), true, []],
  ['the result is there, inputs are gone: nothing', false, array(2), true, []],
  ['inputs are gone, outputs are there: the merge', false, array(2), false, ['merge']],
])('%s', (_name, split, process, merge, expected) => {
  expect(running(split, process, merge)).toEqual(expected);
});

test('in a group, each job is checked separately', () => {
  const [a, b] = [job('a', true), job('b', false)];
  const current = upToDate(chain({ kind: 'group', name: 'both', jobs: [a, b] }, job('end', false)));
  expect([current.has(a), current.has(b)]).toEqual([true, false]);
});

test('full names join the names from the root with colons', () => {
  const tree = chain(job('split', true), { kind: 'group', name: 'inner', jobs: [job('x', true)] });
  expect([...fullNames(tree).values()]).toEqual([
    'circle',
    'circle:split',
    'circle:inner',
    'circle:inner:x',
  ]);
});
