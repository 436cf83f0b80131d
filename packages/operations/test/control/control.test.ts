import { expect, test } from '@jest/globals';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

test('the logs of jobs are read, all or one; another job is an error with a hint', async () => {
  const task = taskOf(2, "console.log('row ' + n);");
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': task });
  const project = folder.open();
  await expect(project.logs('t')).rejects.toMatchObject({ code: 'PSYRUN_FILE_NOT_FOUND' });
  await project.run('t');
  const logs = await project.logs('t');
  expect(logs.map(({ job }) => job)).toEqual(['merge', 'process:0', 'process:1', 'split']);
  for (const job of ['process:1', 't:process:1']) {
    expect(await project.logs('t', job)).toEqual([
      {
        ...{ task: 't', job: 'process:1', file: folder.at('psy-work/t/t:process:1.log') },
        text: expect.stringContaining('row 1\n'),
      },
    ]);
  }
  await expect(project.logs('t', 'proces:1')).rejects.toMatchObject({
    hint: 'Did you mean process:1?',
  });
});

test('all that a task has made is removed, a result elsewhere included', async () => {
  const folder = new ProjectFolder({
    'psy-tasks/task_t.js': `${taskOf(2)} export const resultfile = 'results/t.pkl';`,
  });
  const project = folder.open();
  await project.run('t');
  const paths = ['psy-work/t', 'results/t.pkl', 'results/t.certificate.json'];
  const { found, removed } = await project.clean('t');
  expect(new Set(removed)).toEqual(new Set(paths.map((path) => folder.at(path))));
  expect(removed).toEqual(found);
  for (const path of paths) expect(folder.has(path)).toBe(false);
  expect(await project.clean('t')).toEqual({ task: 't', found: [], removed: [] });
});

test('a task without jobs has none to end', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(2) });
  expect(await folder.open().kill('t')).toEqual({ task: 't', ended: [] });
});
