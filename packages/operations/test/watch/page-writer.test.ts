import { expect, test } from '@jest/globals';
import type { WatchResult } from '../../src/index.ts';
import { readTasks } from '../../src/project/open-tasks.ts';
import { PageWriter } from '../../src/watch/index.ts';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

const taskIn = async (folder: ProjectFolder) =>
  (await readTasks({ cwd: folder.path, taskdir: 'psy-tasks' }, [], () => undefined))[0]!;
const look = (done: number) => [{ done, failed: 0, working: true } as WatchResult];

test('a page is written at once, not again at each look, and at the end', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
  const task = await taskIn(folder);
  const pages: string[] = [];
  const writer = new PageWriter([{ task, file: folder.at('t.html') }], () => undefined);
  writer.look(look(0));
  while (!folder.has('t.html')) await new Promise((resolve) => setTimeout(resolve, 5));
  pages.push(folder.read('t.html'));
  await folder.open().run('t');
  for (const done of [1, 2, 3]) writer.look(look(done));
  await new Promise((resolve) => setTimeout(resolve, 50));
  pages.push(folder.read('t.html'));
  await writer.close();
  pages.push(folder.read('t.html'));
  expect(pages[1]).toBe(pages[0]);
  const done = pages.map((page) => /"done":(\d)/.exec(page)![1]);
  expect(done).toEqual(['0', '0', '3']);
});

test('a file that psy has not made is left as it is, and ends the watching', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3), 't.html': 'mine' });
  const writer = new PageWriter(
    [{ task: await taskIn(folder), file: folder.at('t.html') }],
    () => errors++,
  );
  let errors = 0;
  writer.look(look(0));
  await expect(writer.close()).rejects.toMatchObject({ code: 'PSYRUN_FILE_EXISTS' });
  expect([errors, folder.read('t.html')]).toEqual([1, 'mine']);
});
