import { cwd } from 'node:process';
import { expect, test } from '@jest/globals';
import type { PsyrunWarning } from '@psyrun/core';
import { PickleStore } from '@psyrun/store-pickle';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

test('two projects are open at a time, and the working directory stays as it is', async () => {
  const before = cwd();
  const folders = [3, 5].map((rows) => new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(rows) }));
  const results = await Promise.all(folders.map((folder) => folder.open().run('t')));
  expect(results).toMatchObject([
    { outcome: 'complete', rows: { done: 3 }, result: folders[0]!.at('psy-work/t/result.pkl') },
    { outcome: 'complete', rows: { done: 5 }, result: folders[1]!.at('psy-work/t/result.pkl') },
  ]);
  expect(cwd()).toBe(before);
});

test('a task file that has changed, and a module that it imports, are loaded again', async () => {
  const folder = new ProjectFolder({
    'psy-tasks/factor.js': 'export const rows = 2;',
    'psy-tasks/task_t.js': `import { rows } from './factor.js'; ${taskOf(0).replace('range(0)', 'range(rows)')}`,
  });
  const project = folder.open();
  await project.run('t');
  folder.write('psy-tasks/factor.js', 'export const rows = 3;');
  expect(await project.status('t')).toMatchObject({ total: 3, done: 2, complete: false });
  expect(await project.run('t', { continue: true, acceptChanges: true })).toMatchObject({
    rows: { total: 3, done: 3 },
  });
  const table = await new PickleStore().load(folder.at('psy-work/t/result.pkl'));
  expect({ ...table }).toEqual({ n: [0, 1, 2], double: [0, 2, 4] });
});

test('a changed module that Node cannot load twice is an error, not an old space with new code', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.mjs': taskOf(2) });
  const project = folder.open();
  expect(await project.status('t')).toMatchObject({ total: 2 });
  expect(await project.status('t')).toMatchObject({ total: 2 });
  folder.write('psy-tasks/task_t.mjs', taskOf(3));
  await expect(project.status('t')).rejects.toMatchObject({ code: 'PSYRUN_TASK_STALE' });
});

test('workdir and resultfile are relative to cwd, absolute paths stay', async () => {
  const elsewhere = new ProjectFolder();
  const folder = new ProjectFolder({
    'tasks/task_t.js': `${taskOf(2)}
      export const workdir = 'work';
      export const resultfile = ${JSON.stringify(elsewhere.at('t.pkl'))};`,
  });
  const { result } = await folder.open({ taskdir: 'tasks' }).run('t');
  expect(result).toBe(elsewhere.at('t.pkl'));
  expect(folder.has('work/t/run.json')).toBe(true);
});

test('what cannot be loaded is a warning where others are asked for, else an error', async () => {
  const folder = new ProjectFolder({
    'psy-tasks/task_bad.js': 'throw new Error("on purpose")',
    'psy-tasks/task_t.js': taskOf(2),
  });
  const warnings: PsyrunWarning[] = [];
  const project = folder.open({ onWarning: (warning) => warnings.push(warning) });
  expect(await project.tasks()).toEqual({
    tasks: ['t'],
    skipped: [{ task: 'bad', message: expect.stringContaining('on purpose') }],
  });
  expect(warnings).toMatchObject([{ code: 'PSYRUN_WARN_TASK_SKIPPED', fields: { task: 'bad' } }]);
  await expect(project.run('bad')).rejects.toMatchObject({ code: 'PSYRUN_TASK_LOAD' });
  await expect(project.run('tt')).rejects.toMatchObject({
    code: 'PSYRUN_TASK_NOT_FOUND',
    hint: expect.stringContaining('t'),
  });
});

test('a project that is not there is an error of its first operation', async () => {
  await expect(new ProjectFolder().open().tasks()).rejects.toMatchObject({
    code: 'PSYRUN_TASK_DIRECTORY',
  });
});

test('rows that are drawn without a seed are those of the run, and a warning says so', async () => {
  const random = taskOf(2).replace('range(2)', '[Math.random(), Math.random()]');
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': random });
  const codes: string[] = [];
  const project = folder.open({ onWarning: ({ code }) => codes.push(code) });
  await project.run('t');
  expect(await project.status('t')).toMatchObject({ done: 2, complete: true });
  expect(codes).toEqual(['PSYRUN_WARN_UNSEEDED_SPACE']);
});
