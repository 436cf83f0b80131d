import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { JobArray, Scheduler } from '@psyrun/core';
import { LoadBalancingBackend } from '../src/index.ts';
import { taskIn } from './task-in.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun backend '));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['get the address of the scheduler', false, true],
  ['get no address if the scheduler runs them itself', true, false],
])('jobs %s', async (_, immediate, areTold) => {
  const schedulerAddress = { module: 'file:///queue.js', export: 'make', options: {} };
  const scheduler = { name: 's', capabilities: { immediate } } as Partial<Scheduler> as Scheduler;
  const task = { ...taskIn(folder, 'w', 10), scheduler, schedulerAddress };
  const { jobs } = await new LoadBalancingBackend(task).createJob({ continue: false });
  const process = jobs[1] as JobArray;
  expect(process).toMatchObject({ name: 'process', size: 4 });
  const { options } = process.work as { options: { scheduler?: unknown } };
  expect(options.scheduler).toEqual(areTold ? schedulerAddress : undefined);
});

test('submits fewer jobs to a scheduler that holds fewer', async () => {
  const capabilities = { immediate: false };
  const scheduler = { name: 's', capabilities, mostJobs: async () => 3 } as Partial<Scheduler>;
  const task = { ...taskIn(folder, 'w', 10), scheduler: scheduler as Scheduler };
  const { jobs } = await new LoadBalancingBackend(task).createJob({ continue: false });
  expect(jobs[1]).toMatchObject({ name: 'process', size: 3 });
});
