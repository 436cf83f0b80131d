import { expect, test } from '@jest/globals';
import type { Scheduler } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
import { prepareRun } from '../../src/index.ts';
import { newFolder, taskIn } from '../fixtures.ts';

test.each([true, false])(
  'a scheduler with a lower limit gets fewer jobs: continued %s',
  async (goOn) => {
    const folder = newFolder();
    const scheduler = { name: 'queue', mostJobs: async () => 3 } as Partial<Scheduler> as Scheduler;
    const task = taskIn(folder, param({ x: range(8) }), { maxJobs: 5, scheduler });
    if (goOn) await prepareRun(taskIn(folder, task.pspace), { continue: false });
    const notes: string[] = [];
    const onNote = (note: string) => notes.push(note);
    const { run } = await prepareRun(task, { continue: goOn, onNote });
    expect(run.maxJobs).toBe(3);
    expect(notes).toContain('queue can hold 3 jobs instead of 5 (maxJobs).');
  },
);

test('a scheduler with a higher limit changes nothing', async () => {
  const scheduler = { name: 'queue', mostJobs: async () => 9 } as Partial<Scheduler> as Scheduler;
  const notes: string[] = [];
  const { run } = await prepareRun(taskIn(newFolder(), param({ x: range(8) }), { scheduler }), {
    continue: false,
    onNote: (note) => notes.push(note),
  });
  expect([run.maxJobs, notes]).toEqual([4, []]);
});
