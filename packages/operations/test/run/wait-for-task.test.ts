import { rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import type { OperationEvent } from '../../src/index.ts';
import { ProjectFolder } from '../fixtures/project-folder.ts';
import { queueTask } from '../fixtures/queue-task.ts';

function queued(): ProjectFolder {
  const folder = new ProjectFolder();
  folder.write('psy-tasks/task_t.js', queueTask(folder.path));
  return folder;
}

test('a run is submitted, then waited for; its end is the outcome', async () => {
  const folder = queued();
  const project = folder.open();
  expect(await project.run('t')).toEqual({ task: 't', outcome: 'submitted' });
  expect((await project.queued('t')).length).toBe(2);
  const events: OperationEvent[] = [];
  const result = await project.wait('t', {
    onEvent: (event) => {
      events.push(event);
      if (event.type === 'rows') folder.write('dead', '');
    },
  });
  expect(result).toMatchObject({ outcome: 'incomplete', rows: { total: 2, missing: 2 } });
  const rows = { total: 2, done: 0, failed: 0, missing: 2 };
  const queue = { count: 1, state: 'queued', reason: 'TIMEOUT' };
  const jobs = ['t:split', 't:process', 't:merge'].map((name) => ({ name, ...queue }));
  jobs[1]!.count = 2;
  // How often the journals are read between two questions depends on the time that they take.
  const told = events.filter((event, i) => !isDeepStrictEqual(event, events[i - 1]));
  expect(told).toEqual([
    { type: 'phase', task: 't', phase: 'wait', rows },
    { type: 'jobs', task: 't', jobs },
    { type: 'rows', task: 't', rows },
    { type: 'jobs', task: 't', jobs: [] },
    { type: 'rows', task: 't', rows },
    { type: 'phase', task: 't', phase: 'end' },
  ]);
});

test('a scheduler that does not answer is told of once, and asked again', async () => {
  const folder = queued();
  const project = folder.open();
  await project.run('t');
  folder.write('away', '..');
  folder.write('dead', '');
  const events: OperationEvent[] = [];
  await project.wait('t', { onEvent: (event) => events.push(event) });
  expect(events.filter(({ type }) => type === 'silent-scheduler')).toEqual([
    {
      type: 'silent-scheduler',
      task: 't',
      code: 'PSYRUN_SCHEDULER',
      message: 'The queue is down.',
    },
  ]);
});

test('jobs that can never start are told of, and nobody waits for them', async () => {
  const folder = queued();
  const project = folder.open();
  await project.run('t');
  folder.write('stuck', '');
  const events: OperationEvent[] = [];
  await project.wait('t', { onEvent: (event) => events.push(event) });
  expect(events).toContainEqual({
    type: 'stuck-job',
    task: 't',
    job: 't:split',
    reason: 'BadConstraints',
  });
});

test('an abort ends the waiting, and not the jobs', async () => {
  const folder = queued();
  const project = folder.open();
  await project.run('t');
  const stop = new AbortController();
  const { outcome } = await project.wait('t', {
    signal: stop.signal,
    onEvent: ({ type }) => type === 'rows' && stop.abort(),
  });
  expect(outcome).toBe('interrupted');
  expect(folder.has('killed')).toBe(false);
  expect(await project.plan('t')).toMatchObject({ action: 'busy', jobs: [] });
  expect(await project.kill('t')).toEqual({
    task: 't',
    ended: ['t:split', 't:process', 't:merge'],
  });
  expect(folder.read('killed')).toBe('1,2,3;');
  rmSync(folder.at('killed'));
});
