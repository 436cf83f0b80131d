import { expect, test } from '@jest/globals';
import { ProjectFolder } from '../fixtures/project-folder.ts';

test('a new task runs as it stands, and no other takes its place', async () => {
  const folder = new ProjectFolder();
  const project = folder.open();
  expect(await project.newTask('demo')).toEqual({
    task: 'demo',
    file: folder.at('psy-tasks/task_demo.ts'),
  });
  expect(await project.run('demo')).toMatchObject({ outcome: 'complete', rows: { done: 30 } });
  await expect(project.newTask('demo')).rejects.toMatchObject({ code: 'PSYRUN_FILE_EXISTS' });
  await expect(project.newTask('a/b')).rejects.toMatchObject({ code: 'PSYRUN_USAGE' });
  await expect(project.newTask('x', { scheduler: 'imediate' })).rejects.toMatchObject({
    hint: 'Did you mean immediate?',
  });
});

test('the plug-ins are those of the project and the usual ones', async () => {
  const { plugins, broken, conflicts } = await new ProjectFolder({ 'psy-tasks/x': '' })
    .open()
    .plugins();
  const keys = plugins.map(({ key }) => key).sort();
  expect(keys).toEqual(['.h5', '.nc', '.pkl', 'distribute', 'immediate']);
  expect([broken, conflicts]).toEqual([[], []]);
});
