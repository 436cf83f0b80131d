import { expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import type { RunDescription } from '../../src/directory/run-file.ts';
import type { RunDecision } from '../../src/prepare/decide-run.ts';
import { tellDecision } from '../../src/prepare/tell-decision.ts';
import { RowStates } from '../../src/states/row-states.ts';

const former = {} as RunDescription;
const task = { maxJobs: 4, scheduler: { name: 'queue' }, resultfile: '/w/t.pkl' } as Task;

/** The notes on a decision, where 2 of 3 rows are done and the journals hold some other rows. */
function notes(decision: RunDecision, { maxJobs = 4, strangers = 0 } = {}): string[] {
  const states = new RowStates(3);
  states.note(0, 'done');
  states.note(2, 'done');
  states.note(1, 'failed');
  states.strangers = strangers;
  const told: string[] = [];
  const run = { maxJobs } as RunDescription;
  tellDecision(decision, task, { run, states }, (note) => told.push(note));
  return told;
}

const LIMIT = 'queue can hold 3 jobs instead of 4 (maxJobs).';

test('a complete result is named', () => {
  const told = notes({ action: 'nothing', former }, { maxJobs: 3, strangers: 1 });
  expect(told).toEqual(['Nothing to do: /w/t.pkl is complete and up to date.']);
});

test('a first run says nothing, unless journals are in its way', () => {
  expect(notes({ action: 'begin', hasLeftovers: false })).toEqual([]);
  expect(notes({ action: 'begin', hasLeftovers: true })).toEqual([
    'run.json is gone: what the journals hold is moved to previous/.',
  ]);
});

test('each change is a reason to run again', () => {
  const changes = ['a.ts has changed.', 'b.ts is new.'];
  expect(notes({ action: 'replace', former, changes })).toEqual([
    'Running again: a.ts has changed.',
    'Running again: b.ts is new.',
  ]);
});

test('who goes on or continues is told how much is done', () => {
  expect(notes({ action: 'resume', former })).toEqual(['Going on: 2 of 3 rows are done already.']);
  expect(notes({ action: 'continue', former, changes: ['x'] })).toEqual([
    'Continuing: 2 of 3 rows are done already.',
  ]);
});

test('rows that the space has no more are counted where it may have changed', () => {
  expect(notes({ action: 'continue', former, changes: [] }, { strangers: 5 })).toEqual([
    'Continuing: 2 of 3 rows are done already.',
    '5 recorded rows are not in the space any more; they stay in kept/.',
  ]);
  expect(notes({ action: 'resume', former }, { strangers: 5 })).toHaveLength(1);
});

test('a scheduler that holds fewer jobs is named where batches are made', () => {
  const fewer = { maxJobs: 3 };
  expect(notes({ action: 'begin', hasLeftovers: false }, fewer)).toEqual([LIMIT]);
  expect(notes({ action: 'replace', former, changes: [] }, fewer)).toEqual([LIMIT]);
  expect(notes({ action: 'continue', former, changes: [] }, fewer)).toContain(LIMIT);
  expect(notes({ action: 'resume', former }, fewer)).not.toContain(LIMIT);
});

test('notes may be of no interest', () => {
  const run = { maxJobs: 4 } as RunDescription;
  const telling = () =>
    tellDecision({ action: 'nothing', former }, task, { run, states: new RowStates(0) }, undefined);
  expect(telling).not.toThrow();
});
