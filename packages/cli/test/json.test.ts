import { mkdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../src/command-table.ts';
import { Project } from './fixtures/project.ts';
import { psyHere } from './fixtures/psy-here.ts';
import { validLines } from './fixtures/valid-json.ts';

/** Rows with values that JSON does not have. `n = 3` fails unless the file `ok` exists. */
const TASK = `
import { existsSync } from 'node:fs';
import { param, range } from '@psyrun/pspace';
export const pspace = param({ n: range(4), mode: 'a' });
export const maxJobs = 2;
export function execute({ n }) {
  console.log('row ' + n);
  if (n === 3 && !existsSync('ok')) throw new RangeError('no room for ' + n);
  return { big: 2n ** 64n, none: NaN, far: -Infinity, when: new Date(0), v: [1, 2] };
}`;
/** A scheduler whose jobs stay in the queue. With a file `away`, it does not answer. */
const QUEUE = `
import { existsSync } from 'node:fs';
import { PsyrunError } from '@psyrun/core';
import { param } from '@psyrun/pspace';
export const scheduler = {
  name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
  submit: async () => '1', submitArray: async () => '2', kill: async () => {}, getJobs: async () => [],
  preview: async ({ name }) => 'submit ' + name,
  getStatus: async (ids) => {
    if (existsSync('away')) throw new PsyrunError('PSYRUN_SCHEDULER', 'The queue is down.');
    const state = existsSync('dead') ? 'failed' : 'queued';
    return new Map(ids.map((id) => [id, { id, state, reason: 'TIMEOUT' }]));
  },
};
export const pspace = param({ x: [1] });
export const execute = () => ({});`;

let project: Project;
const psy = (...args: string[]) => psyHere(project, [...args, '--json']);
/** Runs a command with --json. Expects that each line matches its schema. */
async function json(schema: string, ...args: string[]) {
  const { status, stdout, stderr } = await psy(...args);
  return { status, stderr, lines: validLines(schema, stdout) };
}

beforeAll(() => {
  project = new Project();
  project.write('psy-tasks/task_t.js', TASK);
});
afterAll(() => project.remove());

describe('before the first run', () => {
  test('psy list, with the reasons for files that cannot be loaded', async () => {
    project.write('psy-tasks/task_bad.js', 'throw new Error("on purpose")');
    const { lines, stderr } = await json('list', 'list');
    expect(lines).toMatchObject([{ tasks: ['t'], skipped: [{ task: 'bad' }] }]);
    expect(stderr).toContain('Warning:');
    rmSync(project.path('psy-tasks/task_bad.js'));
  });

  test('psy plugins', async () => {
    project.write('package.json', '{ "dependencies": { "psyrun-store-bad": "1" } }');
    const psyrun = { contract: 99, stores: { '.b': './a.js#X' } };
    const manifest = { name: 'psyrun-store-bad', version: '1.2.3', psyrun };
    project.write('node_modules/psyrun-store-bad/package.json', JSON.stringify(manifest));
    const { lines } = await json('plugins', 'plugins');
    expect(lines).toMatchObject([{ broken: [{ package: 'psyrun-store-bad' }] }]);
    rmSync(project.path('package.json'));
  });

  test('psy completion', async () => {
    const script = await json('completion', 'completion', 'fish');
    expect(script.lines).toMatchObject([{ shell: 'fish', script: expect.stringContaining('psy') }]);
    const words = await json('completion', 'completion', 'bash', 'ver');
    expect(words.lines).toMatchObject([
      { shell: 'bash', candidates: [{ text: 'verify', what: expect.stringMatching(/./) }] },
    ]);
  });

  test('psy new-task', async () => {
    const { lines } = await json('new-task', 'new-task', 'made', '--taskdir', 'others');
    expect(lines).toEqual([{ task: 'made', file: 'others/task_made.ts' }]);
  });

  test('psy run --dry-run', async () => {
    const { lines } = await json('plan', 'run', '--dry-run');
    expect(lines).toMatchObject([{ task: 't', action: 'begin', jobs: { length: 5 } }]);
  });

  test('psy status, psy failures, psy verify and psy export', async () => {
    expect((await json('status', 'status')).lines).toMatchObject([{ task: 't', missing: 4 }]);
    expect((await json('failures', 'failures')).lines).toMatchObject([{ total: 4, failed: 0 }]);
    expect(await json('verify', 'verify')).toMatchObject({
      status: 1,
      lines: [{ verified: false, problems: ['There is no certificate.'] }],
    });
    const partial = await json('export', 'export', 't', 'a.csv', '--partial');
    expect(partial).toMatchObject({ status: 1, lines: [{ written: false, reason: 'not-run' }] });
  });

  test('psy report and psy plot', async () => {
    const { status, lines } = await json('report', 'report', 't');
    expect(status).toBe(0);
    expect(lines).toMatchObject([{ file: 't.html', total: 4, missing: 4, shown: 4, results: [] }]);
    const noNumbers = await json('error', 'plot', 't', 'none', '--by', 'n');
    expect(noNumbers.lines).toMatchObject([{ error: { code: 'PSYRUN_COLUMN_NOT_FOUND' } }]);
    const nothing = await json('plot', 'plot', 't', 'duration', '--by', 'n,mode');
    expect(nothing).toMatchObject({ status: 1, lines: [{ file: 't.svg', rows: 0 }] });
    expect(nothing.stderr).toContain('Nothing to draw');
  });

  test('psy test writes values that JSON does not have as psy export does', async () => {
    const { stdout, stderr } = await psy('test');
    expect(stdout).toContain('"big":18446744073709551616,"none":null,"far":-1e999');
    expect(stderr).toBe('t\nrow 0\n');
    expect(validLines('test', stdout)).toMatchObject([
      { task: 't', evaluation: { kind: 'done', index: 0 }, output: ['row 0'] },
    ]);
  });
});

describe('with a row that fails', () => {
  test('psy run reports its jobs on standard error', async () => {
    const { status, stderr, lines } = await json('run', 'run');
    expect(status).toBe(1);
    expect(stderr).toContain('. t:split\n');
    expect(lines).toMatchObject([
      { task: 't', outcome: 'incomplete', rows: { total: 4, done: 3, failed: 1, missing: 0 } },
    ]);
  });

  test('psy status, psy failures and psy logs', async () => {
    const { lines } = await json('status', 'status', '-v');
    expect(lines).toMatchObject([{ failedJobs: [{ name: 't:process:1' }] }]);
    expect((await json('failures', 'failures')).lines).toMatchObject([
      { errors: [{ name: 'RangeError', count: 1, region: ['n = 3'], rows: [3] }] },
    ]);
    const rows = await json('rows', 'rows', 't', '--where', 'n > 1');
    expect(rows.lines).toMatchObject([
      { row: 2, state: 'done', values: { n: 2, none: null } },
      { row: 3, state: 'failed', values: { n: 3 }, error: { name: 'RangeError' } },
    ]);
    const logs = await json('logs', 'logs', 't');
    expect(logs.lines.map(({ job }) => job)).toEqual(['merge', 'process:0', 'process:1', 'split']);
    expect(logs.lines[2]).toMatchObject({ text: expect.stringContaining('no room for 3') });
  });

  test('psy repro of the failed row and of a done row', async () => {
    expect(await json('repro', 'repro', 't', '3')).toMatchObject({
      status: 1,
      lines: [{ recorded: { kind: 'failed' }, evaluation: { kind: 'failed' } }],
    });
    expect(await json('repro', 'repro', 't', '0')).toMatchObject({
      status: 0,
      lines: [{ recorded: { kind: 'done' }, evaluation: { kind: 'done' }, output: ['row 0'] }],
    });
  });

  test('psy merge and psy export, which write files only on request', async () => {
    expect(await json('merge', 'merge', 'psy-work/t', 'm.pkl')).toMatchObject({
      status: 1,
      lines: [{ written: false, rows: 3, undone: 1 }],
    });
    expect(await json('merge', 'merge', 'psy-work/t', 'm.pkl', '--partial')).toMatchObject({
      status: 0,
      lines: [{ written: true }],
    });
    expect(await json('export', 'export', 't', 'a.csv')).toMatchObject({
      status: 1,
      lines: [{ written: false, reason: 'incomplete' }],
    });
  });
});

describe('with a complete result', () => {
  test('psy run, psy run --dry-run, psy status, psy verify and psy export', async () => {
    project.write('ok', '');
    expect((await json('run', 'run', '-c')).lines).toMatchObject([{ outcome: 'complete' }]);
    expect((await json('plan', 'run', '-n')).lines).toMatchObject([{ action: 'nothing' }]);
    expect((await json('status', 'status')).lines).toMatchObject([{ complete: true }]);
    expect((await json('verify', 'verify')).lines).toMatchObject([{ verified: true, rows: 4 }]);
    expect((await json('fsck', 'fsck')).lines).toMatchObject([{ sound: true, rows: { done: 4 } }]);
    expect((await json('export', 'export', 't', 'a.csv')).lines).toMatchObject([{ written: true }]);
  });

  test('psy clean, also with the answer no', async () => {
    const refused = await psyHere(project, ['clean', 't', '--json'], false);
    expect(validLines('clean', refused.stdout)).toMatchObject([{ removed: [] }]);
    const { lines } = await json('clean', 'clean', 't', '--yes');
    expect(lines).toMatchObject([{ task: 't', removed: [expect.stringContaining('psy-work')] }]);
  });
});

describe('with jobs in a queue', () => {
  beforeAll(() => project.write('psy-tasks/task_t.js', QUEUE));

  test('psy run submits them, then is busy', async () => {
    expect((await json('plan', 'run', '-n')).lines).toMatchObject([
      { commands: ['submit t:split', 'submit t:process', 'submit t:merge'] },
    ]);
    expect((await json('run', 'run')).lines).toEqual([{ task: 't', outcome: 'submitted' }]);
    const again = await json('run', 'run');
    const unfinished = ['t:split', 't:process', 't:merge'];
    expect(again.lines).toEqual([{ task: 't', outcome: 'busy', busy: { jobs: unfinished } }]);
    expect(again.stderr).toContain('has unfinished jobs queued');
    expect((await json('plan', 'run', '-n')).lines).toMatchObject([{ action: 'busy' }]);
  });

  test('a scheduler that does not answer is part of the output', async () => {
    project.write('away', '');
    const silent = { noAnswer: { code: 'PSYRUN_SCHEDULER', message: 'The queue is down.' } };
    expect(await json('status', 'status', '-v')).toMatchObject({ status: 1, lines: [silent] });
    expect(await json('failures', 'failures')).toMatchObject({ status: 1, lines: [silent] });
    rmSync(project.path('away'));
  });

  test('psy run --wait prints the outcome, and psy kill prints the killed jobs', async () => {
    const { lines } = await json('kill', 'kill', 't');
    expect(lines).toMatchObject([{ ended: ['t:split', 't:process', 't:merge'] }]);
    project.write('dead', '');
    expect(await json('run', 'run', '--wait')).toMatchObject({
      status: 1,
      lines: [{ outcome: 'incomplete' }],
    });
    expect((await json('failures', 'failures')).lines).toMatchObject([
      { jobs: [{ name: 't:split', state: 'failed', reason: 'TIMEOUT' }] },
    ]);
    expect((await json('kill', 'kill', 't')).lines).toEqual([{ task: 't', ended: [] }]);
  });
});

describe('an error is JSON on standard output and text on standard error', () => {
  test.each([
    [['status', 'tt'], 2, 'PSYRUN_TASK_NOT_FOUND', 'The tasks are t.'],
    [['logs', 't', 'process:9'], 2, 'PSYRUN_FILE_NOT_FOUND', 'The jobs are split.'],
    [['status', '--bogus'], 2, 'PSYRUN_USAGE', undefined],
    [['completion', 'tcsh'], 2, 'PSYRUN_USAGE', 'Give bash, zsh or fish.'],
    [['repro', 't', '99'], 2, 'PSYRUN_OUT_OF_RANGE', expect.stringContaining('counted from 0')],
    [['run', '--fail-fast'], 2, 'PSYRUN_USAGE', 'Leave out --fail-fast.'],
    [['merge', 'nope', 'x.pkl'], 2, 'PSYRUN_FILE_NOT_FOUND', undefined],
  ])('%p', async (args, status, code, hint) => {
    mkdirSync(project.path('psy-work/t'), { recursive: true });
    project.write('psy-work/t/t:split.log', '');
    const ended = await json('error', ...args);
    expect(ended).toMatchObject({ status, stderr: expect.stringMatching(/error:/) });
    expect(ended.lines).toHaveLength(1);
    const { error } = ended.lines[0] as { error: { code: string; message: string; hint?: string } };
    expect(error.code).toBe(code);
    expect(error.hint).toEqual(hint);
    if (error.hint !== undefined) expect(error.message).not.toContain(error.hint);
  });

  test('of the operating system', async () => {
    rmSync(project.path('psy-work'), { recursive: true });
    project.write('psy-work', '');
    const { status, lines } = await json('error', 'run');
    expect(status).toBe(1);
    expect(lines).toMatchObject([{ error: { code: 'ENOTDIR' } }]);
  });
});

test('every command has --json', () => {
  const without = COMMANDS.filter(
    ({ options = [] }) => !options.some(([flags]) => flags === '--json'),
  );
  expect(without.map(({ name }) => name)).toEqual([]);
});
