import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const psy = (...args: string[]) => psyHere(project, args);

test('psy status -v names the first 20 missing rows, and --all names all', async () => {
  const source = `import { param, range } from '@psyrun/pspace';
    export const pspace = param({ x: range(50) });
    export const execute = () => ({});`;
  project.write('psy-tasks/task_many.js', source);
  const rows = (text: string) => text.match(/\{ x: \d+ \}/g)?.length;
  const some = (await psy('status', '-v', 'many')).stdout;
  expect(rows(some)).toBe(20);
  expect(some).toContain('    and 30 more; all of them: psy status --all many\n');
  expect(rows((await psy('status', '--all', 'many')).stdout)).toBe(50);
});
