import { expect, test } from '@jest/globals';
import type { JobIdentity } from '@psyrun/core';
import type { LedgerEntry } from '../../src/ledger/ledger-entry.ts';
import { whoseJob, type Whose } from '../../src/ledger/whose-job.ts';

const by = { host: 'h', pid: 1, started: null };
const old: LedgerEntry = { id: 'f00d', name: 't', scheduler: 's', by, time: '', job: '7' };
const T = '2026-11-21T20:52:39Z';
const sent = { ...old, system: 'a' };
const known = { ...sent, identity: { system: 'a', submitted: T } };

test.each<[string, LedgerEntry, JobIdentity | undefined, string | undefined, Whose]>([
  ['its tag', sent, { system: 'a', tag: 'f00d' }, undefined, 'own'],
  ['its tag, after a move of the controller', known, { system: 'b', tag: 'f00d' }, 't', 'own'],
  [
    'its tag, after it was requeued',
    known,
    { system: 'a', tag: 'f00d', submitted: 'x' },
    't',
    'own',
  ],
  ['the tag of another job', known, { system: 'a', tag: 'cafe', submitted: T }, 't', 'other'],
  ['no tag, its time and name', known, { system: 'a', submitted: T }, 't', 'own'],
  ['no tag, its time, no name', known, { system: 'a', submitted: T }, undefined, 'own'],
  ['no tag, its time, another name', known, { system: 'a', submitted: T }, 'thesis', 'other'],
  ['no tag, another time', known, { system: 'a', submitted: 'x' }, 't', 'other'],
  ['no tag, and its time was not recorded', sent, { system: 'a', submitted: T }, 't', 'unproven'],
  ['nothing: there is no such job', known, { system: 'a' }, undefined, 'own'],
  ['another system', known, { system: 'b' }, undefined, 'elsewhere'],
  ['another system with such a job', known, { system: 'b', submitted: T }, 't', 'elsewhere'],
  ['its tag, in an old ledger', old, { system: 'a', tag: 'f00d' }, 't', 'own'],
  ['another tag, in an old ledger', old, { system: 'a', tag: 'cafe' }, 't', 'unproven'],
  ['no tag, in an old ledger', old, { system: 'a', submitted: T }, 't', 'unproven'],
  ['no such job, in an old ledger', old, { system: 'a' }, undefined, 'own'],
  ['no identity', known, undefined, undefined, 'own'],
  ['no identity, and another name', known, undefined, 'thesis', 'other'],
])('a status with %s', (_, entry, identity, name, whose) => {
  const status = { id: '7', state: 'running' } as const;
  const named = name === undefined ? status : { ...status, name };
  expect(whoseJob(entry, identity === undefined ? named : { ...named, identity })).toBe(whose);
});
