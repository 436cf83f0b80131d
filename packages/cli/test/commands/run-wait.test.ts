import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

/**
 * A scheduler that runs nothing. Its jobs are queued for two queries and have ended then. The file
 * `asked` counts the queries. While the file `away` counts down, the scheduler does not answer.
 */
const scheduler = `
import { PsyrunError } from '@psyrun/core';
import { param } from '@psyrun/pspace';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const count = (file) => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
export const scheduler = {
  name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
  submit: async () => '1', submitArray: async () => '2', kill: async () => {}, getJobs: async () => [],
  preview: async ({ name, args, dependsOn }) => {
    if (args.wrong) throw new PsyrunError('PSYRUN_SCHEDULER_ARGUMENT', 'wrong is no argument');
    return ['submit', name, ...dependsOn].join(' ');
  },
  getStatus: async (ids) => {
    writeFileSync('asked', String(count('asked') + 1));
    if (count('away') > 0) {
      writeFileSync('away', String(count('away') - 1));
      throw new PsyrunError('PSYRUN_SCHEDULER', 'The queue is down.');
    }
    const state = count('asked') > count('queued') ? 'failed' : 'queued';
    return new Map(ids.map((id) => [id, { id, state, reason: 'TIMEOUT' }]));
  },
};
export const pspace = param({ x: [1] });
`;
const task = (args = '{}') =>
  project.write(
    'psy-tasks/task_t.js',
    `${scheduler} export const schedulerArgs = ${args}; export const execute = () => ({});`,
  );
const psy = (...args: string[]) => psyHere(project, args);

test('psy run --wait returns when all jobs have ended, with the exit code of the result', async () => {
  task();
  project.write('queued', '2');
  const { status, stderr } = await psy('run', '--wait');
  expect(status).toBe(1);
  expect(stderr).toContain('Incomplete: 0 of 1 rows are done, 0 failed, 1 are missing.');
  expect(project.read('asked')).toBe('3');
});

test('psy run without --wait returns after the submission', async () => {
  task();
  project.write('queued', '1000');
  expect((await psy('run')).status).toBe(0);
  expect(existsSync(project.path('asked'))).toBe(false);
});

test('a scheduler that does not answer is queried again, with one message', async () => {
  task();
  project.write('queued', '2');
  project.write('away', '2');
  const { status, stderr } = await psy('run', '--wait');
  expect(status).toBe(1);
  expect(stderr.match(/Warning: The queue is down\.\n/g)?.length).toBe(1);
  expect(project.read('asked')).toBe('3');
});

test('Ctrl-C ends the waiting, and the jobs go on', async () => {
  task();
  project.write('queued', '1000');
  const waiting = psy('run', '--wait');
  const interrupt = setInterval(() => {
    if (existsSync(project.path('asked'))) process.emit('SIGINT');
  }, 20);
  const { status, stderr } = await waiting.finally(() => clearInterval(interrupt));
  expect(status).toBe(130);
  expect(stderr).toContain("The jobs of 't' go on.");
  expect((await psy('status', 't')).status).toBe(0);
  expect((await psy('kill', 't')).status).toBe(0);
});

test('arguments that the scheduler refuses are reported before any file is written', async () => {
  task('{ wrong: 1 }');
  const { status, stderr } = await psy('run');
  expect(status).toBe(2);
  expect(stderr).toContain('wrong is no argument [PSYRUN_SCHEDULER_ARGUMENT]');
  expect(existsSync(project.path('psy-work'))).toBe(false);
});

test('psy run --dry-run prints the submissions and submits nothing', async () => {
  task();
  const { stdout } = await psy('run', '--dry-run');
  expect(stdout.split('\n').filter((line) => line.startsWith('submit'))).toEqual([
    'submit t:split',
    'submit t:process <t:split>',
    'submit t:merge <t:process>',
  ]);
  expect(existsSync(project.path('psy-work'))).toBe(false);
});

test('psy status -v and psy failures report why jobs ended, or that the scheduler does not answer', async () => {
  task();
  await psy('run');
  expect((await psy('status', '-v')).stdout).toContain('  Failed jobs:\n    t:split  TIMEOUT\n');
  expect((await psy('failures')).stdout).toBe(
    't: 0 of 1 rows failed, 1 missing.\n' +
      '  Jobs that ended before they had done their work: 1 TIMEOUT\n' +
      '    t:split  TIMEOUT\n',
  );
  expect(JSON.parse((await psy('status', '-v', '--json')).stdout)).toMatchObject({
    failedJobs: [{ name: 't:split', state: 'failed', reason: 'TIMEOUT', class: 'unknown' }],
  });
  project.write('psy-work/t/t:split.log', 'Begun\nError: no disk\n    at split (split.js:1:2)\n');
  expect((await psy('status', '-v')).stdout).toContain('    t:split  TIMEOUT  Error: no disk\n');
  project.write('away', '1');
  const silent = await psy('status', '-v');
  expect(silent).toMatchObject({ status: 1, stderr: 'Warning: The queue is down.\n' });
  expect(silent.stdout).toContain('0 out of 1 rows completed.');
});
