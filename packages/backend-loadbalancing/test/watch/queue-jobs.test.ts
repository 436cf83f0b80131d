import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { JobId, JobState } from '@psyrun/core';
import { Ledger } from '@psyrun/jobs';
import { WorkDirectory } from '@psyrun/run';
import { QueueJobs } from '../../src/watch/queue-jobs.ts';

let directory: WorkDirectory;
beforeEach(() => {
  directory = new WorkDirectory(mkdtempSync(join(tmpdir(), 'psyrun ask ')));
});
afterEach(() => rmSync(directory.root, { recursive: true }));

const submitted = async (name: string, job: JobId, indices?: number[], scheduler = 'fake') => {
  const ledger = new Ledger(directory.ledger);
  const what = { name, scheduler, ...(indices !== undefined && { indices }) };
  await ledger.receive(await ledger.intend(what), job);
};
const ask = async (states: Record<JobId, JobState>) => {
  const module = new URL('../fake-scheduler.ts', import.meta.url).href;
  const address = { module, export: 'fakeScheduler', options: states };
  const jobs = new QueueJobs(directory, 'circle', address);
  try {
    return await jobs.states();
  } finally {
    await jobs.close();
  }
};

test('finds the jobs of an array by the id of their last submission in the ledger', async () => {
  await submitted('circle:process', '3', [0, 1, 2]);
  await submitted('circle:pspace', '4');
  await submitted('circle:process', '5', [0, 1]);
  const states = await ask({ '5_0': 'running', '5_1': 'failed', '3_1': 'running', '4': 'done' });
  expect(Object.fromEntries(states)).toEqual({ 0: 'running', 1: 'failed', 2: 'unknown' });
});

test('finds jobs that were submitted one by one in the same way', async () => {
  await submitted('circle:process:0', '8');
  await submitted('circle:process:1', '9');
  const states = await ask({ '8': 'done', '9': 'queued' });
  expect(Object.fromEntries(states)).toEqual({ 0: 'done', 1: 'queued' });
});

test('returns no states for jobs of another scheduler or without a submission', async () => {
  expect(await ask({})).toEqual(new Map());
  await submitted('circle:process', '5', [0], 'other');
  expect(await ask({ '5_0': 'running' })).toEqual(new Map());
});
