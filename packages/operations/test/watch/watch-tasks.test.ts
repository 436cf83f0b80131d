import { expect, test } from '@jest/globals';
import type { WatchResult } from '../../src/index.ts';
import { readTasks } from '../../src/project/open-tasks.ts';
import { watchTasks } from '../../src/watch/index.ts';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';
import { queueTask } from '../fixtures/queue-task.ts';

test('a task on which nothing works is looked at once', async () => {
  const folder = new ProjectFolder({
    'psy-tasks/task_t.js': taskOf(4, "if (n > 1) throw new RangeError('no ' + n);"),
  });
  await folder.open().run('t');
  const tasks = await readTasks({ cwd: folder.path, taskdir: 'psy-tasks' }, [], () => undefined);
  const looks: (readonly WatchResult[])[] = [];
  await watchTasks(tasks, { onLook: (look) => looks.push(look) });
  expect(looks).toMatchObject([
    [{ task: 't', total: 4, done: 2, failed: 2, working: false, jobs: [], quiet: [] }],
  ]);
  const { failures } = looks[0]![0]!;
  expect(failures.map(({ row, message }) => `${row}: ${message}`).sort()).toEqual([
    '2: no 2',
    '3: no 3',
  ]);
});

test('it ends when jobs have ended, asks once for all tasks, and goes on if nobody answers', async () => {
  const folder = new ProjectFolder();
  for (const name of ['a', 'b']) {
    folder.write(`psy-tasks/task_${name}.js`, `export * from '../queue.js';`);
  }
  folder.write('queue.js', queueTask(folder.path));
  const project = folder.open();
  for (const name of ['a', 'b']) await project.run(name);
  const tasks = await readTasks({ cwd: folder.path, taskdir: 'psy-tasks' }, [], () => undefined);
  folder.write('asked', '');
  folder.write('away', '..');
  const looks: (readonly WatchResult[])[] = [];
  await watchTasks(tasks, {
    onLook: (look) => {
      looks.push(look);
      if (look.every(({ noAnswer }) => noAnswer === undefined)) folder.write('dead', '');
    },
  });
  const [first] = looks;
  expect(first).toMatchObject([
    { task: 'a', missing: 2, working: true, noAnswer: { code: 'PSYRUN_SCHEDULER' } },
    { task: 'b' },
  ]);
  const answered = looks.find((look) => look.every(({ noAnswer }) => noAnswer === undefined))!;
  expect(answered[0]!.jobs[0]).toMatchObject({ name: 'a:split', state: 'queued' });
  expect(looks.at(-1)).toMatchObject([{ working: false }, { working: false }]);
  expect(folder.read('asked').length).toBeLessThanOrEqual(looks.length * 2);
});

test('an abort ends it', async () => {
  const folder = new ProjectFolder();
  folder.write('psy-tasks/task_t.js', queueTask(folder.path));
  await folder.open().run('t');
  const tasks = await readTasks({ cwd: folder.path, taskdir: 'psy-tasks' }, [], () => undefined);
  const left = new AbortController();
  let looks = 0;
  await watchTasks(tasks, { onLook: () => (looks++, left.abort()), signal: left.signal });
  expect(looks).toBe(1);
});

test('rows have the numbers of the run, also after the space has changed', async () => {
  const text = taskOf(4, "if (n > 1) throw new RangeError('no ' + n);");
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': text });
  await folder.open().run('t');
  folder.write('psy-tasks/task_t.js', text.replace('range(4)', '[9, 3, 8, 0]'));
  const tasks = await readTasks({ cwd: folder.path, taskdir: 'psy-tasks' }, [], () => undefined);
  const looks: (readonly WatchResult[])[] = [];
  await watchTasks(tasks, { onLook: (look) => looks.push(look) });
  expect(looks[0]![0]).toMatchObject({ total: 4, done: 1, failed: 1, missing: 2 });
  expect(looks[0]![0]!.failures).toMatchObject([{ row: 3, message: 'no 3' }]);
});
