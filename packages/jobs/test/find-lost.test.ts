import { describe, expect, test } from '@jest/globals';
import { PsyrunError, type Scheduler } from '@psyrun/core';
import { findLost, withLost } from '../src/find-lost.ts';
import type { LedgerEntry } from '../src/ledger.ts';

const noAnswer = new PsyrunError('PSYRUN_SCHEDULER_NO_ANSWER', 'No answer.');

/** A scheduler that knows the jobs of some tags. */
function scheduler(jobs: Record<string, string>): Scheduler {
  const find = async () => new Map(Object.entries(jobs));
  return { find } as Partial<Scheduler> as Scheduler;
}

describe('a submission that failed', () => {
  test('without an answer has the job that carries its tag', async () => {
    await expect(findLost('tag', scheduler({ tag: '7' }), noAnswer)).resolves.toBe('7');
  });

  test('without an answer and without a job failed', async () => {
    await expect(findLost('tag', scheduler({ other: '7' }), noAnswer)).rejects.toBe(noAnswer);
  });

  test('is not looked for when the scheduler refused it', async () => {
    const refused = new PsyrunError('PSYRUN_SCHEDULER', 'No such partition.');
    await expect(findLost('tag', scheduler({ tag: '7' }), refused)).rejects.toBe(refused);
  });

  test('is told of even when the search fails', async () => {
    const silent = { find: () => Promise.reject(noAnswer) } as Partial<Scheduler> as Scheduler;
    const first = new PsyrunError('PSYRUN_SCHEDULER_NO_ANSWER', 'The first.');
    await expect(findLost('tag', silent, first)).rejects.toBe(first);
  });
});

test('entries without receipt get the jobs that are found, the others stay as they are', async () => {
  const entry = { name: 'circle', scheduler: 's', by: { host: 'h', pid: 1 }, time: '' };
  const entries = [
    { ...entry, id: 'a', job: '1' },
    { ...entry, id: 'b' },
    { ...entry, id: 'c' },
  ] as unknown as LedgerEntry[];
  const jobs = (await withLost(entries, scheduler({ a: '9', b: '2' }))).map(({ job }) => job);
  expect(jobs).toEqual(['1', '2', undefined]);
});
