import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
  project.write('psy-tasks/task_t.ts', task());
});
afterEach(() => project.remove());

const task = (first = 0) => `
import { param, range } from '@psyrun/pspace';
export const pspace = param({ x: range(${first}, 4) });
export const setup = (procId: number) => ({ procId });
export const execute = ({ x }: { x: number }) => {
  if (x === 2) throw new RangeError('no 2');
  return { y: x ** 2 };
};
`;

describe('psy repro', () => {
  test('shows the record of a row and evaluates it as its job did', async () => {
    await psyHere(project, ['run', '-q']);
    const failed = await psyHere(project, ['repro', 't', '2']);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toMatch(/Recorded \(attempt 1, t:process:2 on .*\): RangeError: no 2/);
    expect(failed.stderr).toContain('at execute (');
    const done = await psyHere(project, ['repro', 't', '3']);
    expect({ status: done.status, stdout: done.stdout }).toEqual({
      status: 0,
      stdout: '{ x: 3, procId: 3, y: 9 }\n',
    });
  });

  test('takes the row of the run and reports that the task has changed', async () => {
    await psyHere(project, ['run', '-q']);
    project.write('psy-tasks/task_t.ts', task(1));
    const { stdout, stderr } = await psyHere(project, ['repro', 't', '1']);
    expect(stdout).toBe('{ x: 1, procId: 1, y: 1 }\n');
    expect(stderr).toContain('Since the run began: The parameter space has changed.');
  });

  test('takes the row of the space if the task was not run', async () => {
    const { status, stdout, stderr } = await psyHere(project, ['repro', 't', '1']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '{ x: 1, procId: 0, y: 1 }\n' });
    expect(stderr).toContain('Nothing is recorded');
  });

  test.each([['4'], ['-1'], ['1.5'], ['x'], ['']])('refuses row %p', async (row) => {
    expect((await psyHere(project, ['repro', 't', '--', row])).status).toBe(2);
  });
});
