import { cpSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Project } from './fixtures/project.ts';
import { psyHere } from './fixtures/psy-here.ts';

/** A project with a finished run. Its task directory is a link, an import and `fileDep` are absolute. */
const project = new Project();
const inPlace = (place: string) =>
  Object.assign(Object.create(project) as Project, { folder: project.path(place) });

beforeAll(async () => {
  project.write('shared/absolute.ts', 'export const a: number = 1;');
  project.write('shared/data.txt', '1');
  project.write('shared/tasks/beside.ts', 'export const b: number = 1;');
  project.write(
    'shared/tasks/task_t.ts',
    `import { param } from '@psyrun/pspace';
    import { a } from ${JSON.stringify(project.path('shared/absolute.ts'))};
    import { b } from './beside.ts';
    import pkg from 'pkg';
    export const pspace = param({ x: [1, 2] });
    export const fileDep = [${JSON.stringify(project.path('shared/data.txt'))}];
    export const here = import.meta.dirname;
    export const execute = ({ x }: { x: number }) => ({ y: x + a + b + pkg });`,
  );
  project.write('lab/node_modules/pkg/package.json', '{"name": "pkg", "version": "1.0.0"}');
  project.write('lab/node_modules/pkg/index.js', 'module.exports = 1;');
  mkdirSync(project.path('lab'), { recursive: true });
  symlinkSync(project.path('shared/tasks'), project.path('lab/psy-tasks'));
  const { status, stderr } = await psyHere(inPlace('lab'), ['run', 't']);
  expect([status, stderr]).toEqual([0, expect.stringContaining('2 rows, complete')]);
});
afterAll(() => project.remove());

describe('a finished run still belongs to its task', () => {
  test.each<[what: string, place: string, move: () => void]>([
    [
      'one folder deeper, below a folder named node_modules',
      'node_modules/lab',
      () => {
        mkdirSync(project.path('node_modules'));
        renameSync(project.path('lab'), project.path('node_modules/lab'));
      },
    ],
    [
      'in a copy',
      'copy/of/lab',
      () =>
        cpSync(project.path('node_modules/lab'), project.path('copy/of/lab'), {
          recursive: true,
          verbatimSymlinks: true,
        }),
    ],
  ])('%s', async (_what, place, move) => {
    move();
    const there = inPlace(place);
    for (const args of [['run'], ['run', '-c']]) {
      const { status, stderr } = await psyHere(there, [...args, 't']);
      expect([status, stderr]).toEqual([0, expect.stringMatching(/^Nothing to do/)]);
    }
    expect((await psyHere(there, ['status'])).stdout).toBe('t:\n  2 out of 2 rows completed.\n\n');
    expect(await psyHere(there, ['verify'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('with another name of the task directory', async () => {
    const there = inPlace('copy/of/lab');
    renameSync(there.path('psy-tasks'), there.path('my tasks'));
    const { stderr } = await psyHere(there, ['run', '--taskdir', 'my tasks', 't']);
    expect(stderr).toMatch(/^Nothing to do/);
  });
});

describe('what has changed after the move is told', () => {
  test.each([
    ['shared/absolute.ts', 'export const a = 2;', 'absolute.ts has changed.'],
    ['shared/tasks/beside.ts', 'export const b = 2;', 'beside.ts has changed.'],
    ['shared/data.txt', '2', 'data.txt has changed.'],
    [
      'node_modules/lab/node_modules/pkg/package.json',
      '{"name": "pkg", "version": "2.0.0"}',
      'pkg has changed from 1.0.0',
    ],
  ])('%s', async (file, text, change) => {
    const before = project.read(file);
    project.write(file, text);
    const { stdout } = await psyHere(inPlace('node_modules/lab'), ['status', 't']);
    project.write(file, before);
    expect(stdout.split('\n')).toEqual([
      't:',
      expect.any(String),
      ...(stdout.includes('missing') ? [expect.any(String)] : []),
      expect.stringContaining(change),
      '',
      '',
    ]);
  });
});
