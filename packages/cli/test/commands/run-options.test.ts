import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const task = (rows: number, body = '') => `
import { existsSync } from 'node:fs';
import { param, range } from '@psyrun/pspace';
export const pspace = param({ x: range(${rows}) });
export const maxJobs = 3;
export function execute({ x }) { ${body} return { y: x }; }`;
const psy = (...args: string[]) => psyHere(project, args);
const jobs = (...marks: string[]) =>
  ['split', 'process', 'process:0', 'process:1', 'process:2', 'merge']
    .map((job, i) => `${marks[i]} t:${job}\n`)
    .join('');

/** Returns the lines of jobs of a plan: those without rows and their cost. */
const jobLines = (plan: string): string =>
  plan.replaceAll(/^(\d+ rows:|They take|Their cost).*\n/gm, '');

/** Returns every file below the work directory with its content. */
function snapshot(): Record<string, string> {
  if (!existsSync(project.path('psy-work'))) return {};
  const names = readdirSync(project.path('psy-work'), { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file, 'latin1')]),
  );
}

describe('psy run --dry-run', () => {
  test('writes nothing for a task that was not run', async () => {
    project.write('psy-tasks/task_t.js', task(6));
    const { status, stdout } = await psy('run', '--dry-run', '-v');
    const lines =
      '6 rows: 0 kept, 6 to evaluate.\nTheir cost is not known: No row has ended yet.\n';
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: `${lines}${jobs('.', '.', '.', '.', '.', '.')}`,
    });
    expect(existsSync(project.path('psy-work'))).toBe(false);
  });

  test.each([
    [
      'there is nothing to do',
      () => undefined,
      [],
      /Nothing to do/,
      '- t:split\n- t:process\n- t:merge\n',
    ],
    [
      'the code has changed',
      () => project.write('psy-tasks/task_t.js', task(6, 'void 0;')),
      [],
      /Running again: task_t.js has changed/,
      jobs('.', '.', '.', '.', '.', '.'),
    ],
    [
      'the space has grown',
      () => project.write('psy-tasks/task_t.js', task(9)),
      ['-c', '--accept-changes'],
      /Continuing: 6 of 9 rows/,
      jobs('.', '.', '.', '.', '.', '.'),
    ],
  ])(
    'reports what would happen if %s, and changes nothing',
    async (_when, change, options, why, out) => {
      project.write('psy-tasks/task_t.js', task(6));
      await psy('run', '-q');
      change();
      const before = snapshot();
      const { status, stdout, stderr } = await psy('run', '--dry-run', '-v', ...options);
      expect({ status, jobs: jobLines(stdout) }).toEqual({ status: 0, jobs: out });
      expect(stderr).toMatch(why);
      expect(snapshot()).toEqual(before);
      // A real run does what the dry run reported.
      expect((await psy('run', '-q', '-v', ...options)).stdout).toBe(out);
    },
  );

  test('names the jobs with failed rows', async () => {
    project.write('psy-tasks/task_t.js', task(6, "if (x === 3) throw new Error('no');"));
    await psy('run', '-q');
    const before = snapshot();
    const { stdout, stderr } = await psy('run', '-n', '-v');
    expect(jobLines(stdout)).toBe(jobs('-', '.', '-', '.', '-', '.'));
    expect(stderr).toContain('Continuing: 5 of 6 rows are done already.');
    expect(snapshot()).toEqual(before);
  });
});

describe('psy plan', () => {
  test('prints what psy run --dry-run prints', async () => {
    project.write('psy-tasks/task_t.js', task(6));
    expect(await psy('plan')).toEqual(await psy('run', '--dry-run'));
    expect(await psy('plan', '-c', '--json')).toEqual(await psy('run', '-n', '-c', '--json'));
  });

  test('--max-cost refuses a run that costs more, and so does psy run; a higher one does not', async () => {
    project.write(
      'psy-tasks/task_t.js',
      task(24, 'const end = Date.now() + 20; while (Date.now() < end);'),
    );
    await psy('run', '-q');
    project.write('psy-tasks/task_t.js', task(12_000));
    for (const command of ['plan', 'run']) {
      const { status, stderr } = await psy(
        command,
        '-c',
        '--accept-changes',
        '--max-cost',
        '0.01h',
      );
      expect({ command, status }).toEqual({ command, status: 2 });
      expect(stderr).toMatch(
        /The 11976 rows of task 't' that are left are expected to take \d\.\d+ core-hours, more than 0\.01\./,
      );
    }
    expect((await psy('plan', '-c', '--accept-changes', '--max-cost', '1000')).stdout).toMatch(
      /^12,000 rows: 24 kept, 11,976 to evaluate\.\nThey take about \d\.\d+ core-hours \(/,
    );
  });

  test('--max-cost refuses where nobody knows the cost, and what are no hours', async () => {
    project.write('psy-tasks/task_t.js', task(6));
    const { status, stderr } = await psy('run', '--max-cost', '5h');
    expect(status).toBe(2);
    expect(stderr).toContain("The 6 rows of task 't' that are left have an unknown cost.");
    expect(stderr).toContain('[PSYRUN_TOO_COSTLY]');
    expect((await psy('plan', '--max-cost', '5d')).stderr).toContain('Expected hours above 0');
  });
});

describe('psy run --fail-fast', () => {
  test('stops at the first row that fails', async () => {
    project.write(
      'psy-tasks/task_t.js',
      task(
        400,
        "if (x === 0) throw new Error('no'); const end = Date.now() + 10; while (Date.now() < end);",
      ),
    );
    const { status, stderr } = await psy('run', '--fail-fast', '-q', '-j', '1');
    expect(status).toBe(1);
    const [, done, missing] = /(\d+) of 400 rows are done, 1 failed, (\d+) are missing/.exec(
      stderr,
    )!;
    expect(Number(done)).toBeLessThan(390);
    expect(Number(missing)).toBe(399 - Number(done));
  });

  test('is refused if the jobs run on another system', async () => {
    project.write(
      'psy-tasks/task_t.js',
      `${task(2)}
      export const scheduler = { name: 'far', capabilities: { immediate: false }, submit() {}, getStatus() {} };`,
    );
    const { status, stderr } = await psy('run', '--fail-fast');
    expect(status).toBe(2);
    expect(stderr).toContain('far runs its jobs after psy has ended');
  });
});
