import { expect, test } from '@jest/globals';
import { PickleStore } from '@psyrun/store-pickle';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

const FILE = 'psy-tasks/task_t.js';
const doubles = async (folder: ProjectFolder) =>
  Array.from((await new PickleStore().load(folder.at('psy-work/t/result.pkl')))['double']!);
const again = (where: string) => ({ rerun: true, where });

test('rows for which a condition is true are evaluated again, in a plan and in a run', async () => {
  const folder = new ProjectFolder();
  const isAgain = `existsSync(${JSON.stringify(folder.at('again'))})`;
  folder.write(FILE, taskOf(4, `if (${isAgain}) return { double: -n };`));
  const project = folder.open();
  await project.run('t');
  folder.write('again', '');
  const plan = await project.plan('t', again('double > 3'));
  expect(plan).toMatchObject({
    action: 'continue',
    notes: expect.arrayContaining([
      'Continuing: 2 of 4 rows are done already.',
      '2 rows are evaluated again.',
    ]),
  });
  expect(await project.plan('t')).toMatchObject({ action: 'nothing' });
  await project.run('t', again('double > 3'));
  expect(await doubles(folder)).toEqual([0, 2, -2, -3]);
});

test('other code has to be accepted, and rows of another space are refused', async () => {
  const folder = new ProjectFolder({ [FILE]: taskOf(2) });
  const project = folder.open();
  await project.run('t');
  folder.write(FILE, taskOf(2, 'return { double: 7 };'));
  const changed = { code: 'PSYRUN_RUN_CHANGED' };
  await expect(project.run('t', again('n == 1'))).rejects.toMatchObject(changed);
  await project.run('t', { ...again('n == 1'), acceptChanges: true });
  expect(await doubles(folder)).toEqual([0, 7]);
  folder.write(FILE, taskOf(3, 'return { double: 7 };'));
  const accepted = { ...again('n == 1'), acceptChanges: true };
  await expect(project.run('t', accepted)).rejects.toMatchObject({
    ...changed,
    hint: 'Run psy run -c t first.',
  });
});

test.each([
  [{ rerun: true }, '--rerun needs a condition.'],
  [{ where: 'n == 1' }, '--where needs --rerun.'],
  [again('n == 9'), "No row of task 't' fits n == 9, so none is evaluated again."],
])('%j is refused: %s', async (options, message) => {
  const project = new ProjectFolder({ [FILE]: taskOf(2) }).open();
  const expected = { code: 'PSYRUN_USAGE', message: expect.stringContaining(message) };
  await expect(project.plan('t', options)).rejects.toMatchObject(expected);
  await expect(project.run('t', options)).rejects.toMatchObject(expected);
});
