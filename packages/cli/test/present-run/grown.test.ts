import { cpSync, existsSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openProject } from '@psyrun/operations';
import { IN_MEMORY, Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project(IN_MEMORY);
});
afterEach(() => project.remove());

const psy = (...args: string[]) => psyHere(project, args, undefined, PSYRUN);

/** A version of the task. Some of its rows fail while the file `broken` exists. */
interface Version {
  readonly rows: number;
  readonly factor?: number;
  readonly more?: string;
}

function write({ rows, factor = 2, more = '' }: Version): void {
  project.write(
    'psy-tasks/task_t.js',
    `import { existsSync } from 'node:fs';
    import { param, range } from '@psyrun/pspace';
    export const pspace = param({ x: range(${rows}) });
    export const maxJobs = 2;
    ${more}
    export const execute = ({ x }) => {
      if (x % 6 > 2 && existsSync('broken')) throw new Error('broken');
      return { y: ${factor} * x };
    };
    ${rowsHere()}`,
  );
}

const csv = (xs: readonly number[], factor = 2) =>
  `x,y\n${xs.map((x) => `${x},${factor * x}\n`).join('')}`;
const upTo = (rows: number) => Array.from({ length: rows }, (_, x) => x);
const read = (file: string) => project.read(file).replaceAll('\r', '');

/** The old result is not handed out by any command, and every answer is about the present run. */
async function expectNoOldResult(total: number, done: readonly number[], factor = 2) {
  const told = await psy('status', '--json', 't');
  expect(JSON.parse(told.stdout)).toMatchObject({ total, done: done.length, complete: false });
  const refused = await psy('export', 't', 'no.csv');
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toContain('[PSYRUN_RESULT_UNCERTIFIED]');
  expect(existsSync(project.path('no.csv'))).toBe(false);
  expect(await psy('verify', 't')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('is not verified'),
  });
  expect((await psy('merge', 'psy-work/t', 'no.pkl')).status).toBe(1);
  expect(existsSync(project.path('no.pkl'))).toBe(false);
  const partial = await psy('export', '--partial', 't', 'some.csv');
  expect(partial.stderr).toMatch(`${done.length} of ${total} rows of the run of 2`);
  expect(read('some.csv')).toBe(csv(done, factor));
  const merged = await psy('merge', '--partial', 'psy-work/t', 'some.pkl');
  expect(merged.stderr).toMatch(`Wrote ${done.length} of ${total} rows of the run of 2`);
}

/** The old result is there all the same, and the run can be completed. */
async function expectCompleted(total: number, factor = 2) {
  rmSync(project.path('broken'), { force: true });
  expect((await psy('run', '-q', '-c', 't')).status).toBe(0);
  expect(await psy('export', 't', 'all.csv')).toMatchObject({ status: 0 });
  expect(read('all.csv')).toBe(csv(upTo(total), factor));
  expect((await psy('verify', 't')).status).toBe(0);
}

describe.each(['.pkl', '.npz', '.h5'])('with the store %s', (suffix) => {
  const more = `export const store = '${suffix}';`;

  test('the space grows from 12 to 18 rows, and three of the new rows fail', async () => {
    write({ rows: 12, more });
    expect((await psy('run', '-q', 't')).status).toBe(0);
    write({ rows: 18, more });
    project.write('broken', '');
    expect(await psy('run', '-c', 't')).toMatchObject({ status: 1 });
    const done = upTo(15);
    await expectNoOldResult(18, done);
    expect(existsSync(project.path(`psy-work/t/kept/1/result${suffix}`))).toBe(true);
    const failures = JSON.parse((await psy('failures', '--json', 't')).stdout) as object;
    expect(failures).toMatchObject({ total: 18, failed: 3 });
    await expectCompleted(18);
  });
});

test('with load balancing', async () => {
  const more = `export const backend = 'load-balancing';`;
  write({ rows: 12, more });
  expect((await psy('run', '-q', 't')).status).toBe(0);
  write({ rows: 18, more });
  project.write('broken', '');
  expect((await psy('run', '-c', 't')).status).toBe(1);
  await expectNoOldResult(18, upTo(15));
  await expectCompleted(18);
});

test('the code changes and the changes are accepted while the space grows', async () => {
  write({ rows: 12 });
  await psy('run', '-q', 't');
  write({ rows: 18, factor: 3 });
  project.write('broken', '');
  expect((await psy('run', '-c', '--accept-changes', 't')).status).toBe(1);
  expect((await psy('verify', 't')).status).toBe(1);
  expect((await psy('export', 't', 'no.csv')).status).toBe(1);
  const said = JSON.parse((await psy('status', '--json', 't')).stdout) as object;
  expect(said).toMatchObject({ done: 15, codes: [{ rows: 12 }, { rows: 3 }] });
});

test('the code changes, and the new run fails', async () => {
  write({ rows: 12 });
  await psy('run', '-q', 't');
  write({ rows: 12, factor: 3 });
  project.write('broken', '');
  expect((await psy('run', 't')).status).toBe(1);
  await expectNoOldResult(12, [0, 1, 2, 6, 7, 8], 3);
  expect(existsSync(project.path('psy-work/t/previous/result.pkl'))).toBe(true);
  await expectCompleted(12, 3);
});

test('the space shrinks: the smaller result is complete, and is its own', async () => {
  write({ rows: 12 });
  await psy('run', '-q', 't');
  write({ rows: 5 });
  expect((await psy('run', '-c', 't')).status).toBe(0);
  await psy('export', 't', 'all.csv');
  expect(read('all.csv')).toBe(csv(upTo(5)));
  expect((await psy('verify', '--json', 't')).stdout).toContain('"rows":5');
});

describe('a task that has changed and was not run since', () => {
  test.each([
    ['another space', { rows: 18 }],
    ['other code', { rows: 12, factor: 3 }],
  ])('%s: its result is that of an earlier version', async (_name, version) => {
    write({ rows: 12 });
    await psy('run', '-q', 't');
    write(version);
    expect(await psy('verify', 't')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('It is the result of an earlier version of the task.'),
    });
    const refused = await psy('export', 't', 'out.csv');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('Outdated:');
    expect(existsSync(project.path('out.csv'))).toBe(false);
    const old = await psy('export', '--partial', 't', 'old.csv');
    expect(old.status).toBe(1);
    expect(old.stderr).toMatch(/Wrote 12 of 12 rows of the run of .* to old.csv/);
    expect(old.stderr).toContain('has changed.');
    expect(read('old.csv')).toBe(csv(upTo(12)));
    for (const line of ['rows t', 'plot t y --by x', 'report t']) {
      expect(await psy(...line.split(' '))).toMatchObject({
        status: 0,
        stderr: expect.stringMatching(/Warning: Since the run began: .* has changed\./),
      });
    }
    for (const line of ['plot t y --by x --json', 'report t --json']) {
      const { stdout } = await psy(...line.split(' '));
      expect(JSON.parse(stdout)).toMatchObject({
        changes: expect.arrayContaining([expect.stringContaining('has changed.')]),
      });
    }
    expect(JSON.parse((await psy('status', '--json', 't')).stdout)).toMatchObject({
      complete: false,
      changes: { length: 1 },
    });
  });
});

test('the result of the former run that is copied back is not taken for the present one', async () => {
  write({ rows: 12 });
  await psy('run', '-q', 't');
  const names = ['result.pkl', 'result.certificate.json'];
  for (const name of names) cpSync(project.path('psy-work/t', name), project.path('saved', name));
  write({ rows: 18 });
  project.write('broken', '');
  await psy('run', '-q', '-c', 't');
  for (const name of names) cpSync(project.path('saved', name), project.path('psy-work/t', name));
  await expectNoOldResult(18, upTo(15));
  expect((await psy('verify', 't')).stdout).toContain('the result of another run');
  await expectCompleted(18);
});

test('a program gets the same answers', async () => {
  write({ rows: 12 });
  await psy('run', '-q', 't');
  write({ rows: 18 });
  project.write('broken', '');
  await psy('run', '-q', '-c', 't');
  const open = openProject({ cwd: project.folder, host: PSYRUN });
  expect(await open.verify('t')).toMatchObject({ verified: false });
  const file = project.path('no.csv');
  expect(await open.export('t', file)).toMatchObject({ written: false, reason: 'incomplete' });
  expect(await open.status('t')).toMatchObject({ total: 18, done: 15, failed: 3, complete: false });
  expect(await open.export('t', file, { partial: true })).toMatchObject({
    ...{ written: true, rows: 15, total: 18, run: { task: 't', generation: 2 } },
  });
});
