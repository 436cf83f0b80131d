import { expect, test } from '@jest/globals';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

test('a plan says what a run would do, and why, and changes nothing', async () => {
  const folder = new ProjectFolder({
    'psy-tasks/task_t.js': taskOf(
      3,
      "if (n === 1 && !existsSync(process.env.OK)) throw new Error('no');",
    ),
  });
  const project = folder.open();
  const jobs = async () => (await project.plan('t')).jobs.filter(({ runs }) => runs).length;
  expect(await project.plan('t')).toMatchObject({ action: 'begin', changes: [], commands: [] });
  expect(await jobs()).toBe(6);
  expect(folder.has('psy-work')).toBe(false);
  await project.run('t');
  expect(await project.plan('t')).toMatchObject({
    action: 'resume',
    notes: ['Continuing: 2 of 3 rows are done already.'],
  });
  expect(await project.plan('t', { continue: true })).toMatchObject({ action: 'continue' });
  const before = folder.read('psy-work/t/run.json');
  folder.write('psy-tasks/task_t.js', taskOf(4));
  const { action, changes } = await project.plan('t');
  expect([action, ...changes]).toEqual([
    'replace',
    'task_t.js has changed.',
    'The parameter space has changed.',
  ]);
  await expect(project.plan('t', { continue: true })).rejects.toMatchObject({
    code: 'PSYRUN_RUN_CHANGED',
  });
  expect(folder.read('psy-work/t/run.json')).toBe(before);
  await project.run('t');
  expect(await project.plan('t')).toMatchObject({ action: 'nothing' });
  expect(await jobs()).toBe(0);
});
