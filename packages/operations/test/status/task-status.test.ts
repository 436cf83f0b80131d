import { expect, test } from '@jest/globals';
import { withWriteLock } from '@psyrun/files';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';
import { queueTask } from '../fixtures/queue-task.ts';

test('the status counts rows in each state; the missing ones are named by their parameters', async () => {
  const folder = new ProjectFolder({
    'psy-tasks/task_t.js': taskOf(3, "if (n === 1) throw new Error('no');"),
  });
  const project = folder.open();
  expect(await project.status('t')).toEqual({
    ...{ task: 't', total: 3, done: 0, failed: 0, missing: 3, complete: false, changes: [] },
  });
  expect(folder.has('psy-work')).toBe(false);
  await project.run('t');
  expect(await project.status('t', { jobs: true })).toMatchObject({
    done: 2,
    failed: 1,
    failedJobs: [{ name: 't:process:1' }],
  });
  expect(await project.missing('t')).toEqual([{ n: 1 }]);
  folder.write('psy-tasks/task_t.js', taskOf(3));
  expect((await project.status('t')).changes).toEqual(['task_t.js has changed.']);
});

test('a result that is gone, or was never written, is told although all rows are done', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
  const project = folder.open();
  await project.run('t');
  folder.remove('psy-work/t/result.pkl');
  const gone = expect.stringMatching(/result\.pkl .*: The result is gone; .*_UNCERTIFIED\]$/);
  expect(await project.status('t', { pace: true })).toMatchObject({ done: 3, problems: [gone] });
  expect((await project.fsck('t')).files).toContainEqual({
    ...{ file: 'result.pkl', state: 'missing' },
    problem: 'The result is gone; psy run writes it again.',
  });
  expect(await project.export('t', folder.at('t.csv'))).toMatchObject({ reason: 'uncertified' });
  folder.remove('psy-work/t/result.certificate.json');
  expect(await project.status('t', { pace: true })).toMatchObject({ done: 3, unwritten: true });
  await withWriteLock(folder.at('psy-work/t/run.json'), async () => {
    expect(await project.status('t', { pace: true })).not.toHaveProperty('unwritten');
  });
});

test('a job that has to write the result may be at work until it has failed', async () => {
  const folder = new ProjectFolder({ here: '' });
  const source = queueTask(folder.path);
  const scheduler = "export const scheduler = existsSync(at('here')) ? 'immediate' : {";
  folder.write(
    'psy-tasks/task_t.js',
    source.replace('export const scheduler = {', () => scheduler),
  );
  await folder.open().run('t');
  for (const name of ['result.pkl', 'result.certificate.json']) folder.remove(`psy-work/t/${name}`);
  folder.remove('here');
  const project = folder.open();
  await project.run('t');
  expect(await project.status('t', { pace: true })).not.toHaveProperty('unwritten');
  folder.write('dead', '');
  expect(await project.status('t', { pace: true })).toMatchObject({ unwritten: true });
});

test('jobs without run.json are told, as no row says that they are there', async () => {
  const folder = new ProjectFolder();
  folder.write('psy-tasks/task_t.js', queueTask(folder.path));
  const project = folder.open();
  await project.run('t');
  folder.remove('psy-work/t/run.json');
  const { problems } = await project.status('t', { pace: true });
  expect(problems).toEqual([
    expect.stringMatching(/run\.json is not there, but unfinished jobs.*\[PSYRUN_RUN_CORRUPT\]$/),
  ]);
  for (const file of ['ledger', 'ledger.size']) folder.remove(`psy-work/t/${file}`);
  expect(await project.status('t', { pace: true })).not.toHaveProperty('problems');
});

test('a scheduler that does not answer is part of the status', async () => {
  const folder = new ProjectFolder();
  folder.write('psy-tasks/task_t.js', queueTask(folder.path));
  const project = folder.open();
  await project.run('t');
  folder.write('away', '.');
  const noAnswer = { code: 'PSYRUN_SCHEDULER', message: 'The queue is down.' };
  expect(await project.status('t', { jobs: true })).toMatchObject({ missing: 2, noAnswer });
  folder.write('away', '.');
  await expect(project.queued('t')).rejects.toMatchObject({ code: 'PSYRUN_SCHEDULER' });
});

test('the status tells the pace of rows, and which rows jobs have', async () => {
  const folder = new ProjectFolder();
  folder.write('psy-tasks/task_t.js', queueTask(folder.path));
  const project = folder.open();
  await project.run('t');
  expect(await project.status('t', { pace: true, jobs: true })).toMatchObject({
    ...{ missing: 2, running: 0, queued: 2 },
    pace: { coreHours: 0, unknown: 'No row has ended yet.' },
  });
  const { failedJobs, ...asked } = await project.status('t', { pace: true });
  expect(asked).toMatchObject({ running: 0, queued: 2 });
  expect(failedJobs).toBeUndefined();
  folder.write('asked', '');
  expect(await project.status('t')).not.toHaveProperty('queued');
  expect(folder.read('asked')).toBe('');
  folder.write('dead', '');
  expect(await project.status('t', { jobs: true })).toMatchObject({ running: 0, queued: 0 });
  expect(await project.status('t')).not.toHaveProperty('pace');
});
