import { expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import type { RunDescription } from '../../src/directory/run-description.ts';
import type { RunDecision } from '../../src/prepare/decide-run.ts';
import { tellDecision } from '../../src/prepare/tell-decision.ts';
import { RowStates } from '../../src/states/row-states.ts';

const former = {} as RunDescription;
const task = { maxJobs: 4, scheduler: { name: 'queue' }, resultfile: '/w/t.pkl' } as Task;

/** Returns the notes on a decision with 2 of 3 rows done and other rows in the journals. */
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

test('the note on a complete result names it', () => {
  const told = notes({ action: 'nothing', former }, { maxJobs: 3, strangers: 1 });
  expect(told).toEqual(['Nothing to do: /w/t.pkl is complete and up to date.']);
});

test('a first run has a note only if there are journals or results', () => {
  expect(notes({ action: 'begin', hasLeftovers: false })).toEqual([]);
  expect(notes({ action: 'begin', hasLeftovers: true })).toEqual([
    'There is no run.json, so nothing shows of which run the files are that are there. ' +
      'Journals are moved to previous/, the result to /w/t.previous.pkl.',
  ]);
});

test('the place of the former result and refused records are named', () => {
  const states = new RowStates(0);
  states.refused = ['1 record of x.journal is of another run.'];
  const told: string[] = [];
  const run = { maxJobs: 4 } as RunDescription;
  const tell = (decision: RunDecision) =>
    tellDecision(decision, task, { run, states, movedTo: '/w/kept/1' }, (note) => told.push(note));
  tell({ action: 'continue', former, changes: [] });
  expect(told).toEqual([
    'Continuing: 0 of 0 rows are done already.',
    '1 record of x.journal is of another run.',
    'The result of the former generation is now in /w/kept/1.',
  ]);
  tell({ action: 'resume', former });
  expect(told.slice(3)).toEqual([
    'Continuing: 0 of 0 rows are done already.',
    '1 record of x.journal is of another run.',
  ]);
});

test('each change is named as a reason to run again', () => {
  const changes = ['a.ts has changed.', 'b.ts is new.'];
  expect(notes({ action: 'replace', former, changes })).toEqual([
    'Running again: a.ts has changed.',
    'Running again: b.ts is new.',
  ]);
});

test('going on and continuing report the number of done rows', () => {
  expect(notes({ action: 'resume', former })).toEqual([
    'Continuing: 2 of 3 rows are done already.',
  ]);
  expect(notes({ action: 'continue', former, changes: ['x'] })).toEqual([
    'Continuing: 2 of 3 rows are done already.',
  ]);
});

test('rows that are no longer in the space are counted if it may have changed', () => {
  expect(notes({ action: 'continue', former, changes: [] }, { strangers: 5 })).toEqual([
    'Continuing: 2 of 3 rows are done already.',
    '5 recorded rows are not in the space any more; they stay in kept/.',
  ]);
  expect(notes({ action: 'resume', former }, { strangers: 5 })).toHaveLength(1);
});

test('a scheduler with a lower limit is named if new batches are made', () => {
  const fewer = { maxJobs: 3 };
  expect(notes({ action: 'begin', hasLeftovers: false }, fewer)).toEqual([LIMIT]);
  expect(notes({ action: 'replace', former, changes: [] }, fewer)).toEqual([LIMIT]);
  expect(notes({ action: 'continue', former, changes: [] }, fewer)).toContain(LIMIT);
  expect(notes({ action: 'resume', former }, fewer)).not.toContain(LIMIT);
});

test('the callback for notes is optional', () => {
  const run = { maxJobs: 4 } as RunDescription;
  const telling = () =>
    tellDecision({ action: 'nothing', former }, task, { run, states: new RowStates(0) }, undefined);
  expect(telling).not.toThrow();
});
