import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
  project.write('psy-tasks/task_t.js', 'export const execute = () => ({});');
});
afterEach(() => project.remove());

describe('psy logs', () => {
  beforeEach(() => {
    for (const job of ['merge', 'process:2', 'process:10']) {
      project.write(`psy-work/t/t:${job}.log`, `log of ${job}\n`);
    }
    project.write('psy-work/t/t2:merge.log', 'of another task');
  });

  test('prints all logs in the order of their numbers', async () => {
    const { status, stdout } = await psyHere(project, ['logs', 't']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: ['merge', 'process:2', 'process:10']
        .map((job) => `==> t:${job}.log <==\nlog of ${job}\n`)
        .join(''),
    });
  });

  test.each([['process:2'], ['t:process:2']])('prints the log of %s', async (job) => {
    expect((await psyHere(project, ['logs', 't', job])).stdout).toBe(
      '==> t:process:2.log <==\nlog of process:2\n',
    );
  });

  test('suggests a job for an unknown name', async () => {
    const { status, stderr } = await psyHere(project, ['logs', 't', 'proces:2']);
    expect(status).toBe(2);
    expect(stderr).toContain('Did you mean process:2?');
  });
});

test('psy logs says where logs will be if the task was not run', async () => {
  const { status, stderr } = await psyHere(project, ['logs', 't']);
  expect(status).toBe(2);
  expect(stderr).toContain(project.path('psy-work/t'));
});
