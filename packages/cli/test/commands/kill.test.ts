import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ledger } from '@psyrun/jobs';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

/** A scheduler whose queue is a file. It records the jobs to kill. */
const scheduler = `
import { appendFileSync } from 'node:fs';
const states = { 1: 'running', 2: 'queued', 3: 'done', 4: 'running' };
export const scheduler = {
  name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
  submit: async () => '0', submitArray: async () => '0', getJobs: async () => Object.keys(states),
  kill: async (ids) => appendFileSync('killed', ids.join() + '\\n'),
  getStatus: async (ids) => new Map(ids.map((id) => [id, { id, state: states[id] ?? 'unknown' }])),
};
export const execute = () => ({});
`;

describe('psy kill', () => {
  test('kills the unfinished jobs in the ledger of the task, and no others', async () => {
    project.write('psy-tasks/task_t.js', scheduler);
    project.write('psy-work/t/run.json', '{}');
    const ledger = new Ledger(project.path('psy-work/t/ledger'));
    for (const job of ['1', '2', '3']) {
      await ledger.receive(await ledger.intend({ name: `t:${job}`, scheduler: 'queue' }), job);
    }
    const { status, stdout } = await psyHere(project, ['kill', 't']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(project.read('killed')).toBe('1,2\n');
  });

  test('kills jobs of an earlier scheduler of the task', async () => {
    project.write(
      'node_modules/psyrun-queue/package.json',
      JSON.stringify({
        name: 'psyrun-queue',
        version: '1.0.0',
        type: 'module',
        exports: './index.js',
        psyrun: { contract: 1, schedulers: { queue: './index.js#Queue' } },
      }),
    );
    const Queue = 'export class Queue {}; Object.assign(Queue.prototype, scheduler);';
    project.write('node_modules/psyrun-queue/index.js', `${scheduler}${Queue}`);
    project.write('package.json', '{ "dependencies": { "psyrun-queue": "1.0.0" } }');
    project.write('psy-tasks/task_t.js', 'export const execute = () => ({});');
    project.write('psy-work/t/.keep', '');
    const ledger = new Ledger(project.path('psy-work/t/ledger'));
    await ledger.receive(await ledger.intend({ name: 't:process', scheduler: 'queue' }), '1');
    expect((await psyHere(project, ['run', 't'])).stderr).toContain('has unfinished jobs queued');
    expect((await psyHere(project, ['kill', 't'])).status).toBe(0);
    expect(project.read('killed')).toBe('1\n');
  });

  test('does not call the scheduler for a task without jobs', async () => {
    project.write('psy-tasks/task_t.js', scheduler);
    const { status, stderr } = await psyHere(project, ['kill', 't']);
    expect(status).toBe(1);
    expect(stderr).toContain("Task 't' has no unfinished jobs.");
  });

  test('stops a psy that runs the jobs itself and keeps its done rows', async () => {
    project.write(
      'psy-tasks/task_t.js',
      `import { param, range } from '@psyrun/pspace';
      export const pspace = param({ x: range(1000) });
      export const execute = () => new Promise((resolve) => setTimeout(resolve, 20, {}));`,
    );
    const psy = project.start('run', 't');
    const ended = new Promise((resolve) => psy.once('exit', resolve));
    while ((await project.recorded('t')).size < 5) await sleep(20);
    const { status, stderr } = await psyHere(project, ['kill', 't']);
    expect(status).toBe(0);
    expect(stderr).toContain("Task 't' has been killed.");
    expect(await ended).toBe(143);
    expect((await psyHere(project, ['clean', '--yes', 't'])).status).toBe(0);
  });
});
