import { expect, test } from '@jest/globals';
import { ProjectFolder } from '../fixtures/project-folder.ts';

const TASK = `import { param, range } from '@psyrun/pspace';
export const pspace = param({ a: range(4) }).product(param({ b: ['x', 'y'] })).replicate(2);
export const maxJobs = 1;
export const execute = ({ a, b, replicate }) => ({ z: a + replicate, text: b });`;

test('a result is drawn against one or two parameters', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': TASK });
  await folder.open().run('t');
  const line = await folder.open().plot('t', 'z', ['a']);
  expect(line).toContain('a 3: z mean 3.5, least 3, most 4, 4 rows');
  expect(await folder.open().plot('t', 'z', ['a', 'b'])).toContain(
    'a 0, b x: z: mean 0.5, least 0, most 1, spread 0.7071',
  );
  expect(await folder.open().plot('t', 'duration', ['b'])).toContain('class="band"');
});

test('an unknown result or parameter is refused with the known ones', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': TASK });
  await folder.open().run('t');
  const refused = { code: 'PSYRUN_COLUMN_NOT_FOUND' };
  await expect(folder.open().plot('t', 'text', ['a'])).rejects.toMatchObject(refused);
  await expect(folder.open().plot('t', 'z', ['c'])).rejects.toMatchObject(refused);
});
