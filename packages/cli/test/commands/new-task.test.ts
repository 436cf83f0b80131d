import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

describe('psy new-task', () => {
  test('writes a task that runs as it stands', async () => {
    const { status, stdout } = await psyHere(project, ['new-task', 'demo']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const run = await psyHere(project, ['run', 'demo']);
    expect(run.status).toBe(0);
    expect(run.stderr).toContain('30 rows, complete');
  });

  test('refuses to replace a task with any suffix', async () => {
    project.write('psy-tasks/task_demo.js', 'mine');
    const { status, stderr } = await psyHere(project, ['new-task', 'demo']);
    expect(status).toBe(2);
    expect(stderr).toContain('Task demo already exists.');
    expect(project.read('psy-tasks/task_demo.js')).toBe('mine');
  });

  test('sets the scheduler, in a directory that it creates', async () => {
    await psyHere(project, ['new-task', 'x', '-s', 'Immediate', '--taskdir', 'other/dir']);
    expect(project.read('other/dir/task_x.ts')).toMatch(
      /scheduler: 'immediate',\s+schedulerArgs: {},/,
    );
  });

  test.each([['a/b'], ['a:b'], ['..'], ['']])('refuses the name %p', async (name) => {
    expect((await psyHere(project, ['new-task', name])).status).toBe(2);
  });

  test('lists the known schedulers for an unknown one', async () => {
    const { status, stderr } = await psyHere(project, ['new-task', 'x', '-s', 'imediate']);
    expect(status).toBe(2);
    expect(stderr).toContain('Did you mean immediate?');
  });
});
