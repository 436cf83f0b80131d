import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
  project.write(
    'psy-tasks/task_t.js',
    `import { existsSync } from 'node:fs';
    import { param, range } from '@psyrun/pspace';
    export const pspace = param({ n: range(20) }).product(param({ mode: ['a', 'b'] }));
    export const maxJobs = 2;
    export function execute({ n, mode }) {
      if (n >= 16) throw new RangeError('no room for ' + n);
      if (n === 3 && mode === 'b' && !existsSync('ok')) throw new TypeError('odd'.repeat(1e5));
      return { y: n };
    }`,
  );
});
afterEach(() => project.remove());

test('psy failures groups rows by error and shows their parameters', async () => {
  await psyHere(project, ['run', '-q']);
  const { status, stdout } = await psyHere(project, ['failures', 't']);
  expect({ status, lines: stdout.split('\n') }).toEqual({
    status: 0,
    lines: [
      't: 9 of 40 rows failed.',
      '  8 of 9 are RangeError, all with n >= 16',
      '    no room for 16',
      '    rows 32, 33, 34, 35, 36, 37, 38, 39   (psy repro t 32)',
      "  1 of 9 are TypeError, all with n = 3 and mode = 'b'",
      `    ${'odd'.repeat(200).slice(0, 500)}… (300000 characters)`,
      '    row 7   (psy repro t 7)',
      '',
    ],
  });
});

test('a row that was done in a later attempt is not listed', async () => {
  await psyHere(project, ['run', '-q']);
  project.write('ok', '');
  await psyHere(project, ['run', '-q', '-c']);
  const { stdout } = await psyHere(project, ['failures', '--json']);
  expect(JSON.parse(stdout)).toEqual({
    task: 't',
    total: 40,
    failed: 8,
    missing: 0,
    errors: [
      {
        name: 'RangeError',
        message: 'no room for 16',
        class: 'exception',
        count: 8,
        region: ['n >= 16'],
        rows: [32, 33, 34, 35, 36, 37, 38, 39],
      },
    ],
    jobs: [],
    jobErrors: [],
  });
});

test('psy run and psy failures report an error that ends jobs', async () => {
  project.write(
    'psy-tasks/task_t.js',
    `import { param, range } from '@psyrun/pspace';
    export const pspace = param({ n: range(3) });
    export const setup = (job) => { if (job < 2) throw new Error('no GPU'); };
    export const execute = () => ({});`,
  );
  const lines = [
    't:process:0 and 1 more ended with:',
    '  Error: The function could not be loaded or set up: no GPU [PSYRUN_EVALUATOR]',
  ];
  const { stderr } = await psyHere(project, ['run', '-q']);
  expect(stderr).toContain(`1 of 3 rows are done, 0 failed, 2 are missing.\n${lines.join('\n')}\n`);
  const { stdout } = await psyHere(project, ['failures', 't']);
  expect(stdout.split('\n').slice(1, -1)).toEqual(lines.map((line) => `  ${line}`));
});

test('psy reports why a result was not written, without a stack', async () => {
  project.write(
    'psy-tasks/task_t.js',
    `import { rmSync } from 'node:fs';
    import { param } from '@psyrun/pspace';
    export const pspace = param({ n: [1] });
    export const resultfile = 'results/t.pkl';
    export const execute = () => (rmSync('results', { recursive: true, force: true }), {});`,
  );
  const { stderr } = await psyHere(project, ['run', '-q']);
  expect(stderr).toContain('  Error: The folder of ');
  const { stdout } = await psyHere(project, ['failures', 't']);
  for (const text of [stderr, stdout]) expect(text).not.toMatch(/Caused by|^ +at /m);
});

test('a task that has not been run has no failures', async () => {
  expect((await psyHere(project, ['failures'])).stdout).toBe(
    't: 0 of 40 rows failed, 40 missing.\n',
  );
});
