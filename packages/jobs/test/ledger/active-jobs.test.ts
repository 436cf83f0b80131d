import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JobIdentity, JobState, Scheduler } from '@psyrun/core';
import { activeJobs, stuckJobs } from '../../src/ledger/active-jobs.ts';
import { doubtsAbout } from '../../src/ledger/doubts-about.ts';
import { jobIds, jobStatuses } from '../../src/ledger/job-statuses.ts';
import { Ledger, ledgerRemedy } from '../../src/ledger/ledger.ts';
import { unprovenJobs } from '../../src/ledger/unproven-jobs.ts';
import { FakeScheduler } from '../fixtures/fake-scheduler.ts';

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
const slurm = (states: Record<string, JobState>, stuck?: readonly string[]) =>
  new FakeScheduler('slurm', states, stuck);
const namesOf = async (scheduler: Scheduler, ...others: Scheduler[]) => {
  const schedulerNamed = async (name: string) => {
    const found = others.find((other) => other.name === name);
    if (found === undefined) throw new Error(`No installed package provides ${name}.`);
    return found;
  };
  const schedulers = { scheduler, schedulerNamed, workdir: directory };
  const active = await activeJobs(await ledger.entries(), schedulers);
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

test('a submission of this process without an answer does not block the next', async () => {
  await ledger.intend({ name: 'refused', scheduler: 'slurm' });
  expect(await namesOf(slurm({}))).toEqual([]);
});

test('jobs that can never start are not active, but stuck', async () => {
  await submitted('slurm', 'never', '1');
  await submitted('slurm', 'after it', '2');
  await submitted('slurm', 'failed', '3');
  const scheduler = slurm({ 1: 'failed', 2: 'waiting', 3: 'failed' }, ['1']);
  expect(await namesOf(scheduler)).toEqual(['after it']);
  const stuck = await stuckJobs(await ledger.entries(), { scheduler, workdir: directory });
  expect(stuck.map(({ name, job }) => [name, job])).toEqual([['never', '1']]);
});

test('jobs of an earlier scheduler of the task can be active', async () => {
  await submitted('slurm', 't:process', '7');
  await submitted('sqsub', 't:merge', '8');
  const before = slurm({ 7: 'running' });
  expect(await namesOf(new FakeScheduler('sqsub', { 7: 'done', 8: 'queued' }), before)).toEqual([
    't:process',
    't:merge',
  ]);
  expect(before.questions).toEqual([['7']]);
});

test('the error for jobs of a missing scheduler names them and says what to do', async () => {
  for (let i = 1; i <= 11; i++) await submitted('far', 't:process', String(i));
  await ledger.intend({ name: 't:merge', scheduler: 'far' });
  await expect(namesOf(slurm({}))).rejects.toMatchObject({
    code: 'PSYRUN_SCHEDULER',
    message:
      'far cannot be asked what became of the jobs ' +
      [3, 4, 5, 6, 7, 8, 9, 10, 11].map((job) => `${job} (t:process), `).join('') +
      'without an answer (t:merge) and 2 before them: No installed package provides far. ' +
      ledgerRemedy(ledger.file),
  });
});

test('the status of each job of an array is that of its last submission, with one query', async () => {
  await submitted('slurm', 't:process', '1', [0, 1, 2]);
  await submitted('slurm', 't:process', '5', [1]);
  const scheduler = slurm({ '1_0': 'done', '1_1': 'failed', '1_2': 'failed', '5_1': 'running' });
  const statuses = await jobStatuses(await ledger.entries(), { scheduler, workdir: directory });
  const states = [0, 1, 2].map((i) => statuses.get(`t:process:${i}`)?.state);
  expect(states).toEqual(['done', 'running', 'failed']);
  expect(scheduler.questions.length).toBe(1);
});

describe('a status of a job with the same id', () => {
  const SYSTEM = 'a at vm:1';
  /** A scheduler whose job 7 runs, with this identity. */
  const withIdentity = (identity: JobIdentity, state: JobState = 'running') =>
    ({
      name: 'slurm',
      system: async () => identity.system,
      getStatus: async (ids: readonly string[]) =>
        new Map(ids.map((id) => [id, { id, state, identity, stuck: state === 'failed' }])),
    }) as unknown as Scheduler;
  const activeAt = async (scheduler: Scheduler) =>
    activeJobs(await ledger.entries(), { scheduler, workdir: directory });
  let tag: string;
  beforeEach(async () => {
    tag = await ledger.intend({ name: 't:process', scheduler: 'slurm', system: SYSTEM });
    await ledger.receive(tag, '7');
    await ledger.identify(tag, { system: SYSTEM, submitted: 'then' });
  });

  test('counts if it is the submitted one', async () => {
    const [active] = await activeAt(withIdentity({ system: SYSTEM, tag }));
    expect(active).toMatchObject({ job: '7', status: { state: 'running' } });
    expect(active).not.toHaveProperty('doubt');
  });

  test('says nothing about the submitted one but that it is gone', async () => {
    const other = withIdentity({ system: SYSTEM, tag: 'other' });
    expect(await activeAt(other)).toEqual([]);
    const statuses = await jobStatuses(await ledger.entries(), {
      scheduler: other,
      workdir: directory,
    });
    expect(statuses.get('t:process')).toEqual({ id: '7', state: 'unknown' });
    const stuck = withIdentity({ system: SYSTEM, tag: 'other' }, 'failed');
    const schedulers = { scheduler: stuck, workdir: directory };
    expect(await stuckJobs(await ledger.entries(), schedulers)).toEqual([]);
  });

  test('on another cluster leaves the submitted one in doubt, and the message names both', async () => {
    const active = await activeAt(withIdentity({ system: 'b at vm:2', submitted: 'then' }));
    expect(active).toMatchObject([{ status: { state: 'unknown' } }]);
    expect(doubtsAbout(active)).toEqual([
      'Jobs 7 (t:process): submitted to cluster a at vm:1; this is cluster b at vm:2. Ask there.',
    ]);
    expect(unprovenJobs('t', directory, active)).toMatchObject({
      code: 'PSYRUN_JOB_UNPROVEN',
      message: expect.stringContaining(ledgerRemedy(ledger.file)),
    });
  });

  test('leaves a job of an old ledger in doubt', async () => {
    await submitted('slurm', 'old', '7');
    const active = await activeAt(withIdentity({ system: SYSTEM, tag }));
    expect(active.map(({ name, doubt }) => [name, doubt?.why])).toEqual([
      ['t:process', undefined],
      ['old', 'unproven'],
    ]);
  });

  test('is not asked for once the jobs are known to have ended', async () => {
    await ledger.settle();
    expect(await activeAt(withIdentity({ system: 'b at vm:2' }))).toEqual([]);
    expect(jobIds(await ledger.entries())).toEqual([]);
    await submitted('slurm', 'later', '8');
    expect(jobIds(await ledger.entries())).toEqual(['8']);
  });
});

test('a submission without an answer may be on the cluster that it went to', async () => {
  const by = { host: hostname(), pid: 2 ** 22 - 1, started: '1' };
  const lost = { id: 'f00d', name: 't', scheduler: 'slurm', system: 'a', by, time: '' };
  const scheduler = { name: 'slurm', find: async () => new Map() } as unknown as Scheduler;
  const at = (system: string) =>
    activeJobs([lost], {
      scheduler: { ...scheduler, system: async () => system },
      workdir: directory,
    });
  expect(await at('a')).toEqual([]);
  expect(await at('b')).toMatchObject([{ doubt: { why: 'elsewhere', there: 'a', here: 'b' } }]);
});
