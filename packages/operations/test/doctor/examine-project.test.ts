import { expect, test } from '@jest/globals';
import type { DoctorResult } from '../../src/index.ts';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';
import { queueTask } from '../fixtures/queue-task.ts';

const notOk = ({ checks }: DoctorResult) => checks.filter(({ outcome }) => outcome !== 'ok');
const about = ({ checks }: DoctorResult, name: string) =>
  checks.filter((check) => check.about === name);

test('a project that runs has no failures, and nothing is left in its folder', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
  const result = await folder.open().doctor();
  expect(notOk(result)).toEqual([]);
  expect(about(result, 'task files')).toMatchObject([{ found: 'These can be used: t.' }]);
  expect(about(result, 'hard links')).toMatchObject([{ group: folder.path, outcome: 'ok' }]);
  expect(about(result, 'clock')).toMatchObject([{ outcome: 'ok' }]);
  expect(folder.has('psy-work')).toBe(false);
});

test('a folder without tasks is a warning', async () => {
  const result = await new ProjectFolder().open().doctor();
  expect(notOk(result)).toMatchObject([{ about: 'task files', outcome: 'warning' }]);
});

test('what a task lacks is a failure with advice; the others are told', async () => {
  const folder = new ProjectFolder({
    'psy-tasks/task_good.js': taskOf(3),
    'psy-tasks/task_bad.js': 'export const nothing = 1;',
    'psy-tasks/task_r.js': `
      import { PsyrunError } from '@psyrun/core';
      import { param } from '@psyrun/pspace';
      export const pspace = param({ x: [1] });
      export const evaluator = {
        locate: () => ({ program: { argv: ['Rscript', 'none.R'] } }),
        check: async () => {
          throw new PsyrunError('PSYRUN_EVALUATOR', 'none.R is not there.', { hint: 'Write it.' });
        },
      };`,
  });
  const result = await folder.open().doctor();
  expect(notOk(result).map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  expect(notOk(result).map(({ found }) => found)).toEqual([
    expect.stringContaining('task_bad.js'),
    expect.stringContaining('none.R'),
  ]);
  expect(notOk(result)[1]!.advice).toBe('Write it.');
  expect(about(result, 'programs')[0]!.found).toBe('Rscript evaluates the rows of r.');
  expect(about(result, 'task files')[0]!.found).toContain('good');
});

test('a work directory that cannot be made is a failure', async () => {
  const task = taskOf(3).replace('export', "export const workdir = '/proc/none/work';\nexport");
  const result = await new ProjectFolder({ 'psy-tasks/task_t.js': task }).open().doctor();
  expect(notOk(result)).toMatchObject([
    {
      group: '/proc',
      about: 'writing',
      outcome: 'failed',
      advice: expect.stringMatching(/workdir/),
    },
  ]);
});

test('a folder of this machine is a warning where another system runs the jobs', async () => {
  const folder = new ProjectFolder();
  const work = "export const workdir = '/dev/shm/psyrun-none/work';\n";
  folder.write('psy-tasks/task_t.js', work + queueTask(folder.path));
  const [check] = notOk(await folder.open().doctor());
  expect(check).toMatchObject({ about: 'file system', found: expect.stringContaining('tmpfs') });
});

test('a broken package is a failure', async () => {
  const psyrun = { contract: 99, stores: { '.b': './a.js#X' } };
  const result = await new ProjectFolder({
    'package.json': JSON.stringify({ dependencies: { 'psyrun-store-bad': '1' } }),
    'node_modules/psyrun-store-bad/package.json': JSON.stringify({
      ...{ name: 'psyrun-store-bad', version: '1.2.3', psyrun },
    }),
  })
    .open()
    .doctor();
  expect(notOk(result)[0]).toMatchObject({
    ...{ group: 'plug-ins', outcome: 'failed', found: expect.stringContaining('contract 99') },
  });
});
