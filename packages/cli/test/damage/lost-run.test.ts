import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** Each evaluation of a row adds a line to `seen`. Rows from 6 on fail while `broken` is there. */
const task = (rows: number, more = '') => `
  import { appendFileSync, existsSync } from 'node:fs';
  import { param, range } from '@psyrun/pspace';
  export const pspace = param({ x: range(${rows}) });
  export const maxJobs = 2;
  export const execute = ({ x }) => {
    appendFileSync(${JSON.stringify('SEEN')}, x + '\\n');
    if (x >= 6 && existsSync('broken')) throw new Error('broken');
    return { y: x / 4${more} };
  };
  ${rowsHere()}`;

async function halfDone(): Promise<void> {
  project.write('psy-tasks/task_t.js', task(12).replace('SEEN', project.path('seen')));
  project.write('broken', '');
  await psy('run', '-q');
  rmSync(project.path('broken'));
  rmSync(project.path('seen'));
}

const seen = () =>
  readFileSync(project.path('seen'), 'utf8')
    .trim()
    .split('\n')
    .map(Number)
    .sort((a, b) => a - b);

async function exported(): Promise<string> {
  rmSync(project.path('out.csv'), { force: true });
  const { stderr } = await psy('export', 't', 'out.csv');
  return stderr.startsWith('Wrote') ? project.read('out.csv').replaceAll('\r', '') : stderr;
}

const LATER = [6, 7, 8, 9, 10, 11];
const RESULT = `x,y\n${Array.from({ length: 12 }, (_, x) => `${x},${x / 4}\n`).join('')}`;

describe.each([
  ['is not there', () => rmSync(project.path('psy-work/t/run.json'))],
  ['is damaged', () => project.write('psy-work/t/run.json', '{"format":"psyrun-run"')],
])('run.json %s', (name, lose) => {
  test('status counts what the journals hold, and run -c evaluates the others alone', async () => {
    await halfDone();
    lose();
    const { stdout, stderr } = await psy('status', 't');
    expect(stdout).toContain('6 out of 12 rows completed.');
    expect(stdout).toContain('6 failed, 0 missing.');
    expect(stderr).toContain('run.json');
    const again = await psy('run', '-c', 't');
    expect(again.status).toBe(0);
    expect(again.stderr).toContain('their rows are taken over. They name the present code, too.');
    expect(again.stderr).not.toContain('psy run -c');
    expect(seen()).toEqual(LATER);
    expect(await exported()).toBe(RESULT);
    expect((await psy('verify', 't')).status).toBe(0);
    const names = readdirSync(project.path('psy-work/t'));
    expect(names.includes('damaged')).toBe(name === 'is damaged');
  });
});

test('other code than that of the journals is not mixed in', async () => {
  await halfDone();
  rmSync(project.path('psy-work/t/run.json'));
  project.write('psy-tasks/task_t.js', task(12, ' + 1').replace('SEEN', project.path('seen')));
  const { status, stderr } = await psy('run', '-c', 't');
  expect({ status, stderr }).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('PSYRUN_RUN_CHANGED'),
  });
});

describe.each([
  ['as the run left them', () => undefined],
  [
    'moved by a command that was killed then',
    () => {
      mkdirSync(project.path('psy-work/t/kept'));
      renameSync(project.path('psy-work/t/out'), project.path('psy-work/t/kept/1'));
    },
  ],
])('run.json is lost and the space has grown, journals %s:', (_name, interrupt) => {
  test('rows are found by their parameters, and no other row is evaluated again', async () => {
    await halfDone();
    rmSync(project.path('psy-work/t/run.json'));
    interrupt();
    project.write('psy-tasks/task_t.js', task(13).replace('SEEN', project.path('seen')));
    expect((await psy('status', 't')).stdout).toContain('6 out of 13 rows completed.');
    const { status, stderr } = await psy('run', '-c', 't');
    expect(status).toBe(0);
    expect(stderr).toContain('rows are taken over by their parameters');
    expect(seen()).toEqual([...LATER, 12]);
    expect(await exported()).toBe(`${RESULT}12,3\n`);
    expect((await psy('verify', 't')).status).toBe(0);
  });
});

test('without -c, a run of another space begins anew, and that is said', async () => {
  await halfDone();
  rmSync(project.path('psy-work/t/run.json'));
  project.write('psy-tasks/task_t.js', task(13).replace('SEEN', project.path('seen')));
  const { status, stderr } = await psy('run', 't');
  expect(status).toBe(0);
  expect(stderr).toContain('There is no run.json, so nothing shows');
  expect(seen()).toHaveLength(13);
});

test('psy fsck --repair moves a damaged run.json away, and a run of another space begins anew', async () => {
  await halfDone();
  project.write('psy-work/t/run.json', '{"format":"psyrun-run"');
  project.write('psy-tasks/task_t.js', task(13).replace('SEEN', project.path('seen')));
  const refused = await psy('run', '-q', 't');
  expect(refused).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('psy fsck --repair t'),
  });
  const repaired = await psy('fsck', '--repair', 't');
  expect(repaired.stdout).toContain('It was moved to damaged/run.json.');
  expect((await psy('run', '-q', 't')).status).toBe(0);
  expect(seen()).toHaveLength(13);
  expect(readdirSync(project.path('psy-work/t/previous/out')).length).toBeGreaterThan(0);
});

test('a description of an earlier generation that is lost: its rows are found by their parameters', async () => {
  await halfDone();
  project.write('psy-tasks/task_t.js', task(13).replace('SEEN', project.path('seen')));
  project.write('broken', '');
  await psy('run', '-q', '-c', 't');
  rmSync(project.path('broken'));
  rmSync(project.path('psy-work/t/kept/1.json'));
  expect((await psy('status', 't')).stdout).toContain('6 out of 13 rows completed.');
  rmSync(project.path('seen'));
  expect((await psy('run', '-c', 't')).status).toBe(0);
  expect(seen()).toEqual([...LATER, 12]);
  expect((await psy('verify', 't')).status).toBe(0);
});

test.each([
  ['its first line', 3, []],
  ['its session', 60, []],
  ['its last record', -5, [5]],
])('one changed bit in %s of a journal: all other rows are kept', async (_name, at, lost) => {
  await halfDone();
  const file = project.path('psy-work/t/out/0.journal');
  const bytes = readFileSync(file);
  bytes[(at + bytes.length) % bytes.length]! ^= 1;
  writeFileSync(file, bytes);
  const { stdout } = await psy('status', 't');
  expect(stdout).toContain(`${6 - lost.length} out of 12 rows completed.`);
  expect((await psy('run', '-c', 't')).status).toBe(0);
  expect(seen()).toEqual([...lost, ...LATER]);
  expect(await exported()).toBe(RESULT);
});
