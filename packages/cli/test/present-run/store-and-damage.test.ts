import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { IN_MEMORY, Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project(IN_MEMORY);
});
afterEach(() => project.remove());

const psy = (...args: string[]) => psyHere(project, args, undefined, PSYRUN);

function write(more = '', factor = 2, rows = 12): void {
  project.write(
    'psy-tasks/task_t.js',
    `import { appendFileSync } from 'node:fs';
    import { param, range } from '@psyrun/pspace';
    export const pspace = param({ x: range(${rows}) });
    export const maxJobs = 2;
    ${more}
    export const execute = ({ x }) => {
      appendFileSync(${JSON.stringify(project.path('seen'))}, x + ' ');
      return { y: ${factor} * x };
    };
    ${more.includes('scheduler') ? '' : rowsHere()}`,
  );
}

const work = (...names: string[]) => project.path('psy-work/t', ...names);
const result = (suffix: string) => work(`result${suffix}`);
const evaluated = () => project.read('seen').trim().split(' ').length;

/** Changes one bit in the middle of a file and keeps its size and its times. */
function damageQuietly(file: string): void {
  const { atime, mtime } = statSync(file);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
}

describe.each(['.pkl', '.npz', '.h5'])('with the store %s', (suffix) => {
  test('a result whose content changed is written again, with the same rows', async () => {
    write(`export const store = '${suffix}';`);
    await psy('run', '-q', 't');
    damageQuietly(result(suffix));
    const refused = await psy('export', 't', 'out.csv');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('Its content is not what was certified.');
    expect((await psy('run', '-q', 't')).status).toBe(0);
    expect((await psy('verify', 't')).status).toBe(0);
    expect((await psy('export', 't', 'out.csv')).status).toBe(0);
    const lines = Array.from({ length: 12 }, (_, x) => `${x},${2 * x}\r\n`);
    expect(project.read('out.csv')).toBe(`x,y\r\n${lines.join('')}`);
    expect(evaluated()).toBe(12);
  });

  test('a damaged certificate counts as none, and is written again', async () => {
    write(`export const store = '${suffix}';`);
    await psy('run', '-q', 't');
    for (const content of ['{"format":1}', '', 'null', '[]', '{}']) {
      project.write('psy-work/t/result.certificate.json', content);
      expect((await psy('verify', 't')).status).toBe(1);
      expect((await psy('export', 't', 'out.csv')).status).toBe(1);
      expect((await psy('run', '-q', 't')).status).toBe(0);
      expect((await psy('verify', 't')).status).toBe(0);
    }
    const file = work('result.certificate.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/("sha256": ?")(.)/, (_, name, digit) => `${name}${digit === '0' ? 1 : 0}`),
    );
    expect((await psy('verify', 't')).status).toBe(1);
    expect((await psy('run', '-q', 't')).status).toBe(0);
    expect((await psy('verify', 't')).status).toBe(0);
    expect(evaluated()).toBe(12);
  });
});

test.each([
  ['.pkl', '.h5'],
  ['.h5', '.npz'],
  ['.npz', '.pkl'],
])(
  'the store changes from %s to %s: the old result is moved, and that is said',
  async (from, to) => {
    write(`export const store = '${from}';`);
    await psy('run', '-q', 't');
    write(`export const store = '${to}';`);
    const { status, stderr } = await psy('run', 't');
    expect(status).toBe(0);
    expect(stderr).toContain(`The result of the former generation is now in ${work('kept/1')}`);
    expect([existsSync(result(from)), existsSync(result(to))]).toEqual([false, true]);
    expect(existsSync(work('kept/1', `result${from}`))).toBe(true);
    expect((await psy('verify', 't')).status).toBe(0);
    expect(evaluated()).toBe(12);
  },
);

test('a result in a folder of the user whose store changes is moved or named', async () => {
  write(`export const resultfile = 'mine.pkl';`);
  await psy('run', '-q', 't');
  write(`export const resultfile = 'mine.npz', store = '.npz';`);
  const { status, stderr } = await psy('run', 't');
  expect(status).toBe(0);
  expect(stderr).toContain('mine.pkl');
  expect((await psy('verify', 't')).status).toBe(0);
});

test('rows of several versions of the code are told apart by every answer', async () => {
  write();
  await psy('run', '-q', 't');
  write('', 3, 18);
  expect((await psy('run', '-q', '-c', '--accept-changes', 't')).status).toBe(0);
  const { status, stdout } = await psy('verify', 't');
  expect(status).toBe(0);
  expect(stdout).toMatch(/2 versions of the code .*\n +12 rows: code [0-9a-f]{12}\n +6 rows: code/);
  for (const args of [['verify'], ['status']]) {
    const told = JSON.parse((await psy(...args, '--json', 't')).stdout) as object;
    expect(told).toMatchObject({ codes: [{ rows: 12 }, { rows: 6 }] });
  }
  const told = await psy('export', '--json', 't', 'out.csv');
  expect(JSON.parse(told.stdout)).toMatchObject({ codes: [{ rows: 12 }, { rows: 6 }] });
  const certificate = JSON.parse(readFileSync(work('result.certificate.json'), 'utf8')) as object;
  expect(certificate).toMatchObject({ origins: [{ ranges: [[0, 12]] }, { ranges: [[12, 18]] }] });
});

describe('a task without rows', () => {
  const EMPTY = 'has no rows [PSYRUN_WARN_NO_ROWS]';

  test('psy run warns and exits with 1, each time', async () => {
    write('', 2, 0);
    for (const args of [['run'], ['run', '-c'], ['run', '--wait']]) {
      const { status, stderr } = await psy(...args, 't');
      expect([args, status]).toEqual([args, 1]);
      expect(stderr).toContain(EMPTY);
    }
    expect((await psy('run', '--dry-run', 't')).stderr).toContain(EMPTY);
    const told = await psy('run', '-q', '--json', 't');
    expect(JSON.parse(told.stdout)).toMatchObject({ outcome: 'empty' });
  });

  test('every command that hands out its result says that there is none', async () => {
    write('', 2, 0);
    await psy('run', '-q', 't');
    for (const [code, ...args] of [
      ['0', 'status', 't'],
      ['0', 'run', '--dry-run', 't'],
      ['1', 'test', 't'],
      ['1', 'verify', 't'],
      ['1', 'export', 't', 'a.csv'],
      ['1', 'export', '--partial', 't', 'a.csv'],
      ['1', 'merge', 'psy-work/t', 'a.pkl'],
    ]) {
      const { status, stdout, stderr } = await psy(...args);
      expect([args, String(status)]).toEqual([args, code]);
      expect(stdout + stderr).toMatch(/has no rows|no row of .* is done/);
    }
    expect([existsSync(project.path('a.csv')), existsSync(project.path('a.pkl'))]).toEqual([
      false,
      false,
    ]);
  });

  test('psy run exits with 1 on a cluster, too', async () => {
    const queue = `export const scheduler = {
      name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true },
      defaultArgs: {}, submit: async () => '1', submitArray: async () => '2',
      getJobs: async () => [], kill: async () => undefined, getStatus: async () => new Map(),
    };`;
    write(queue, 2, 0);
    const { status, stderr } = await psy('run', 't');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(EMPTY) });
    write(`${queue} export const allowEmpty = true;`, 2, 0);
    await psy('clean', '--yes', 't');
    expect((await psy('run', 't')).status).toBe(0);
  });

  test('with allowEmpty it is complete', async () => {
    write('export const allowEmpty = true;', 2, 0);
    expect(await psy('run', '-q', 't')).toMatchObject({
      status: 0,
      stderr: expect.not.stringContaining('Warning'),
    });
    expect((await psy('verify', 't')).status).toBe(0);
    expect(await psy('status', 't')).toMatchObject({ status: 0, stderr: '' });
    expect((await psy('export', 't', 'a.csv')).status).toBe(0);
    expect(project.read('a.csv').trim()).toBe('x');
  });

  test('whose space reads a result that is written in the same call', async () => {
    const reader = `import { existsSync } from 'node:fs';
      import { param, range } from '@psyrun/pspace';
      export const pspace = param({ x: range(existsSync('psy-work/t/result.pkl') ? 3 : 0) });
      export const execute = () => ({ y: 1 });`;
    project.write('psy-tasks/task_a.js', reader);
    write();
    const { status, stderr } = await psy('run', '-q');
    expect(status).toBe(1);
    expect(stderr).toContain('name that task in after');
    await psy('clean', '--yes', 't', 'a');
    project.write('psy-tasks/task_a.js', `${reader} export const after = ['t'];`);
    const followed = await psy('run', '-q');
    expect({ ...followed, stderr: '' }).toEqual({
      status: 0,
      stdout: expect.anything(),
      stderr: '',
    });
    expect((await psy('status', 'a')).stdout).toContain('3 out of 3 rows completed.');
  });
});
