import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Project, PSY_COMMAND } from '../fixtures/project.ts';

jest.setTimeout(120_000);

const TERMINAL = fileURLToPath(new URL('../fixtures/on-a-terminal.py', import.meta.url));

let project: Project;
beforeEach(() => {
  project = new Project();
  project.write('psy-tasks/model.py', MODEL);
  project.write('psy-tasks/task_t.ts', TASK);
});
afterEach(() => project.remove());

const MODEL = `def simulate(x):
    half = x / 2
    if x == 3:
        raise ValueError("three")
    return {"half": half}
`;
const TASK = `
import { python } from 'psyrun';
import { param } from '@psyrun/pspace';
export const pspace = param({ x: [2, 3] });
export const evaluator = python('./model.py', 'simulate', { interpreter: '/usr/bin/python3' });
`;

/** Types lines at the prompts of pdb. */
function repro(row: number, lines: readonly string[]): { status: number | null; screen: string } {
  const command = [...PSY_COMMAND, 'repro', '--inspect', 't', String(row)];
  const { status, stdout } = spawnSync(
    '/usr/bin/python3',
    [TERMINAL, '(Pdb) ', JSON.stringify(lines), ...command],
    { cwd: project.folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  return { status, screen: stdout.replaceAll('\r\n', '\n') };
}

test('psy repro --inspect leads into pdb at the first line of a Python function', () => {
  const { status, screen } = repro(0, ['p x', 'c']);
  expect(screen).toMatch(
    /model\.py\(2\)simulate\(\)\n-> half = x \/ 2\n\(Pdb\) p x\n2\n\(Pdb\) c\n/,
  );
  expect(screen).toContain('{ x: 2, half: 1 }');
  expect(status).toBe(0);
});

test('and to the place of an exception, with the variables as they were', () => {
  const { status, screen } = repro(1, ['c', 'p half', 'q']);
  expect(screen).toMatch(
    /model\.py\(4\)simulate\(\)\n-> raise ValueError\("three"\)\n\(Pdb\) p half\n1\.5\n/,
  );
  expect(screen).toContain('ValueError: three');
  expect(status).toBe(1);
});
