import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { PSYRUN, psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const task = (values: string, execute: string) => `
import { param } from '@psyrun/pspace';
export const pspace = param({ x: ${values} });
export const setup = (procId: number) => ({ id: procId, p: 2, handle: process });
export const excludeFromResult = ['handle'];
export const execute = ({ x, p, handle }: any) => { ${execute} };
`;

describe('psy test', () => {
  test('prints the name, the output of execute, and the result of the first row, after setup', async () => {
    project.write(
      'psy-tasks/task_t.ts',
      task('[5, 6]', "console.log('x is', x); return { y: x ** p };"),
    );
    const { status, stdout } = await psyHere(project, ['test']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 't\nx is 5\n{ x: 5, id: 0, p: 2, y: 25 }\n',
    });
  });

  test('evaluates in a separate process, in the directory of the jobs, and writes nothing', async () => {
    const here = `{ folder: ${JSON.stringify(project.folder)}, pid: ${process.pid} }`;
    project.write(
      'psy-tasks/task_t.ts',
      task(`[${here}]`, 'return { cwd: process.cwd() === x.folder, own: process.pid !== x.pid };'),
    );
    const { stdout } = await psyHere(project, ['test', 't']);
    expect(stdout).toContain('cwd: true, own: true');
    expect(existsSync(project.path('psy-work'))).toBe(false);
    expect(readdirSync(project.folder)).toEqual(['psy-tasks']);
  });

  test.each(['.npz', '.h5'])('says that %s files cannot hold the result', async (ext) => {
    const store = `export const store = '${ext}';`;
    project.write('psy-tasks/task_a.ts', task('[5]', "return { names: ['a', 1] };") + store);
    project.write('psy-tasks/task_b.ts', task('[5]', "return { names: ['a', 'b'] };") + store);
    const { status, stdout, stderr } = await psyHere(project, ['test'], undefined, PSYRUN);
    expect(status).toBe(1);
    expect(stderr).toContain('"names" holds lists that this format cannot store: row 0 has a list');
    expect(stderr).toContain('choose the pickle store (.pkl)');
    expect(stdout).toContain("names: [ 'a', 'b' ]");
  });

  test('shows why a row fails, goes on with the next task, and exits with 1', async () => {
    project.write('psy-tasks/task_a.ts', task('[5]', "throw new RangeError('no ' + x);"));
    project.write('psy-tasks/task_b.ts', task('[5]', 'return 3;'));
    project.write('psy-tasks/task_c.ts', task('[5]', 'process.exit(7);'));
    project.write('psy-tasks/task_d.ts', task('[]', 'return {};'));
    const { status, stdout, stderr } = await psyHere(project, ['test']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: 'a\nb\nc\nd\n' });
    expect(stderr).toContain('RangeError: no 5');
    expect(stderr).toContain('task_a.ts:6');
    expect(stderr).toContain('which is not a plain object');
    expect(stderr).toContain('ended with exit code 7');
    expect(stderr).toContain("task 'd' has no rows to test");
  });
});
