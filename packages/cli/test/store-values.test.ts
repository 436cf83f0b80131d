import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from './fixtures/project.ts';
import { PSYRUN, psyHere } from './fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const psy = (...args: string[]) => psyHere(project, args, undefined, PSYRUN);
const write = (ext: string, result: string, more = ''): void =>
  project.write(
    'psy-tasks/task_t.js',
    `import { param, range } from '@psyrun/pspace';
    export const pspace = param({ x: range(6) });
    export const maxJobs = 1;
    export const store = '${ext}';
    ${more}
    export function execute({ x }) { return { ${result} }; }`,
  );

test.each(['', "export const backend = 'load-balancing';"])(
  'a run whose first row the store cannot hold stops at once, and no row is evaluated again %s',
  async (backend) => {
    write('.npz', "names: ['a', x]", backend);
    const { status, stderr } = await psy('run', '-q');
    expect(status).toBe(1);
    expect(stderr).toContain('"names" holds lists that this format cannot store: row 0 has a list');
    const { stdout } = await psy('status', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ done: 1, failed: 0, total: 6 });
    expect((await psy('failures')).stdout).toContain('PSYRUN_STORE_VALUE');
    write('.pkl', "names: ['a', x]", backend);
    expect((await psy('run', '-q', '-c')).status).toBe(0);
    expect(
      project.python(
        "import pickle; print(pickle.load(open('psy-work/t/result.pkl', 'rb'))['names'][:2])",
      ),
    ).toBe("[['a', 0], ['a', 1]]");
  },
);

test.each([
  ['.pkl', 'when: new Date(x === 4 ? 8.64e15 : 0)'],
  ['.npz', "text: x === 4 ? 'nul \\0' : 'a'"],
  ['.h5', "text: x === 4 ? 'nul \\0' : 'a'"],
])(
  'a later row that %s cannot hold is named by its index, and the others are written',
  async (ext, result) => {
    write(ext, result);
    const { status } = await psy('run', '-q');
    expect(status).toBe(1);
    const { stdout } = await psy('failures');
    expect(stdout).toContain('cannot hold row 4.');
    expect(stdout).toContain(`The other 5 rows are in `);
    expect(existsSync(project.path(`psy-work/t/result${ext}`))).toBe(false);
    expect(
      (await psy('export', `psy-work/t/result.partial${ext}`, 'o.csv', '--columns', 'x')).status,
    ).toBe(0);
    expect(project.read('o.csv')).toBe('x\r\n0\r\n1\r\n2\r\n3\r\n5\r\n');
    expect((await psy('logs', 't')).stdout).toMatch(/Warning: Row 4 of/);
  },
);
