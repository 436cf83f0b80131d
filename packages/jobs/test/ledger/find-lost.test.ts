import { expect, test } from '@jest/globals';
import type { Scheduler } from '@psyrun/core';
import { findLost } from '../../src/ledger/find-lost.ts';
import type { LedgerEntry } from '../../src/ledger/ledger-entry.ts';

const entry = { name: 'circle', scheduler: 's', by: { host: 'h', pid: 1 }, time: '' };
const entries = [
  { ...entry, id: 'a', job: '1' },
  { ...entry, id: 'b' },
  { ...entry, id: 'c' },
] as unknown as LedgerEntry[];
const jobsOf = async (scheduler: Partial<Scheduler>) =>
  (await findLost(entries, scheduler as Scheduler)).map(({ job }) => job);

test('entries without a receipt get the jobs that are found, the others are unchanged', async () => {
  const asked: (readonly string[])[] = [];
  const find = async (tags: readonly string[]) => {
    asked.push(tags);
    return new Map([
      ['a', '9'],
      ['b', '2'],
    ]);
  };
  expect(await jobsOf({ find })).toEqual(['1', '2', undefined]);
  expect(asked).toEqual([['b', 'c']]);
});

test('entries are unchanged if the scheduler cannot find jobs', async () => {
  expect(await jobsOf({})).toEqual(['1', undefined, undefined]);
});
