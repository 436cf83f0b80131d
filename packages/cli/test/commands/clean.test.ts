import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { withWriteLock } from '@psyrun/files';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
  project.write('psy-tasks/task_t.ts', 'export const execute = () => ({});');
});
afterEach(() => project.remove());

const work = () => project.path('psy-work/t');

describe('psy clean', () => {
  test('removes the work directory and reports that', async () => {
    project.write('psy-work/t/out/0.journal', 'x');
    project.write('psy-work/u/result.pkl', 'of another task');
    const { status, stdout } = await psyHere(project, ['clean', '--yes', 't']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `rm ${work()}\n` });
    expect(existsSync(work())).toBe(false);
    expect(existsSync(project.path('psy-work/u/result.pkl'))).toBe(true);
  });

  test('removes a result in another folder, and its other files', async () => {
    project.write(
      'psy-tasks/task_t.ts',
      "export const resultfile = 'results/t.pkl'; export const execute = () => ({});",
    );
    const present = ['t.pkl', 't.certificate.json', 't.partial.pkl'];
    const previous = ['t.previous.pkl', 't.certificate.previous.json', 't.partial.previous.pkl'];
    for (const name of [...present, ...previous, 'other.pkl']) {
      project.write(`results/${name}`, 'x');
    }
    const { stdout } = await psyHere(project, ['clean', '--yes', 't']);
    expect(stdout.trim().split('\n')).toEqual(
      [...present, ...previous].map((name) => `rm ${project.path('results', name)}`),
    );
    expect(existsSync(project.path('results/other.pkl'))).toBe(true);
  });

  test('reports that there is nothing to remove for a task that was not run', async () => {
    const { status, stderr } = await psyHere(project, ['clean', '--yes', 't']);
    expect(status).toBe(1);
    expect(stderr).toContain("nothing to remove for task 't'");
  });

  test.each([
    [false, [], 1],
    [true, [], 0],
    [false, ['--yes'], 0],
  ])('at a terminal, the answer %p with %p gives exit code %i', async (answer, options, status) => {
    project.write('psy-work/t/run.json', '{}');
    const outcome = await psyHere(project, ['clean', 't', ...options], answer);
    expect(outcome.status).toBe(status);
    expect(existsSync(work())).toBe(status === 1);
  });

  test('where nobody can be asked, it needs --yes', async () => {
    project.write('psy-work/t/run.json', '{}');
    const { status, stderr } = await psyHere(project, ['clean', 't']);
    expect(status).toBe(2);
    expect(stderr).toContain('To remove it without a question: psy clean --yes t [PSYRUN_USAGE]');
    expect(existsSync(work())).toBe(true);
  });

  test('does not remove a running task', async () => {
    project.write('psy-work/t/out/0.journal', 'x');
    await withWriteLock(project.path('psy-work/t/run.json'), async () => {
      const { status, stderr } = await psyHere(project, ['clean', '--yes', 't']);
      expect(status).toBe(1);
      expect(stderr).toContain('psy kill t');
    });
    expect(existsSync(project.path('psy-work/t/out/0.journal'))).toBe(true);
  });

  test('without names or with an unknown name removes nothing', async () => {
    project.write('psy-work/t/run.json', '{}');
    expect((await psyHere(project, ['clean'])).status).toBe(2);
    expect((await psyHere(project, ['clean', 't', 'nope'])).status).toBe(2);
    expect(existsSync(work())).toBe(true);
  });
});
