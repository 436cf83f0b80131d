import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { JobTree, Submission } from '@psyrun/core';
import { preview } from '../../src/submit/preview.ts';
import { FakeScheduler } from '../fixtures/fake-scheduler.ts';

const work = { module: 'file:///work.js', export: 'work', options: {} };
const tree: JobTree = {
  kind: 'chain',
  name: 't',
  jobs: [
    { kind: 'job', name: 'split', work, done: false },
    { kind: 'array', name: 'process', work, size: 3, todo: [0, 2] },
    { kind: 'job', name: 'merge', work, done: false, evenIfFailed: true },
  ],
};

/** Shows the parts of a submission that differ between the jobs of a tree. */
class Showing extends FakeScheduler {
  async preview({ name, dependsOn, throttle }: Submission & { throttle?: number }, indices = []) {
    return [name, ...indices, ...dependsOn, throttle].join(' ');
  }
}
const previewOf = (scheduler: FakeScheduler) =>
  preview(tree, { scheduler, schedulerArgs: {}, directory: '/no/such', node: 'node', throttle: 4 });

test('shows every submission after its dependencies and writes nothing', async () => {
  expect(await previewOf(new Showing('showing', {}))).toEqual([
    't:split ',
    't:process 0 2 <t:split> 4',
    't:merge <t:process> ',
  ]);
  expect(existsSync('/no/such')).toBe(false);
});

test('is empty for a scheduler without previews', async () => {
  expect(await previewOf(new FakeScheduler('silent', {}))).toEqual([]);
});
