import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { JobState, Scheduler } from '@psyrun/core';
import { activeJobs } from '../src/active-jobs.ts';
import { jobStatuses } from '../src/job-statuses.ts';
import { Ledger } from '../src/ledger.ts';
import { FakeScheduler } from './fixtures/fake-scheduler.ts';

let directory: string;
let ledger: Ledger;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'psyrun-active-'));
  ledger = new Ledger(join(directory, 'ledger'));
});
afterEach(() => rmSync(directory, { recursive: true }));

async function submitted(scheduler: string, name: string, job: string, indices?: number[]) {
  await ledger.receive(await ledger.intend({ name, scheduler, ...(indices && { indices }) }), job);
}
const slurm = (states: Record<string, JobState>) => new FakeScheduler('slurm', states);
const namesOf = async (scheduler: Scheduler, ...others: Scheduler[]) => {
  const schedulerNamed = async (name: string) => {
    const found = others.find((other) => other.name === name);
    if (found === undefined) throw new Error(`No installed package provides ${name}.`);
    return found;
  };
  const active = await activeJobs(await ledger.entries(), { scheduler, schedulerNamed });
  return active.map(({ name }) => name);
};

test('jobs that are queued or running are active, others are not', async () => {
  const states = ['queued', 'waiting', 'running', 'suspended', 'done', 'failed'] as const;
  for (const [i, state] of states.entries()) await submitted('slurm', state, String(i));
  await submitted('slurm', 'forgotten', '99');
  const scheduler = slurm(Object.fromEntries(states.map((state, i) => [i, state])));
  expect(await namesOf(scheduler)).toEqual(['queued', 'waiting', 'running', 'suspended']);
  expect(scheduler.questions.length).toBe(1);
});

test('jobs of the scheduler that the task had before are active, too', async () => {
  await submitted('slurm', 't:process', '7');
  await submitted('sqsub', 't:merge', '8');
  const before = slurm({ 7: 'running' });
  expect(await namesOf(new FakeScheduler('sqsub', { 7: 'done', 8: 'queued' }), before)).toEqual([
    't:process',
    't:merge',
  ]);
  expect(before.questions).toEqual([['7']]);
});

test('of jobs of a scheduler that is gone nothing is concluded', async () => {
  await submitted('far', 't:process', '7');
  await expect(namesOf(slurm({}))).rejects.toMatchObject({
    code: 'PSYRUN_SCHEDULER',
    message: expect.stringMatching(
      /submitted to far.*No installed package.*remove the file ledger/,
    ),
  });
});

test('each job of an array is told of by its last submission, in one question', async () => {
  await submitted('slurm', 't:process', '1', [0, 1, 2]);
  await submitted('slurm', 't:process', '5', [1]);
  const scheduler = slurm({ '1_0': 'done', '1_1': 'failed', '1_2': 'failed', '5_1': 'running' });
  const statuses = await jobStatuses(await ledger.entries(), { scheduler });
  const states = [0, 1, 2].map((i) => statuses.get(`t:process:${i}`)?.state);
  expect(states).toEqual(['done', 'running', 'failed']);
  expect(scheduler.questions.length).toBe(1);
});
