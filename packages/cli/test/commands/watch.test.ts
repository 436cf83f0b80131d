import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Project, PSY_COMMAND } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';
import { validLines } from '../fixtures/valid-json.ts';

jest.setTimeout(120_000);

/** Jobs that stay in the queue. */
const QUEUE = `
import { param, range } from '@psyrun/pspace';
export const scheduler = {
  name: 'queue', capabilities: { arrays: true, immediate: false, outcomes: true }, defaultArgs: {},
  submit: async () => '1', submitArray: async () => '2', kill: async () => {}, getJobs: async () => [],
  getStatus: async (ids) => new Map(ids.map((id) => [id, { id, state: 'queued', reason: 'Priority' }])),
};
export const pspace = param({ x: range(40) });
export const execute = () => ({});`;
const OPEN = '\x1b[?1049h\x1b[?25l';
const CLOSE = '\x1b[?25h\x1b[?1049l';

let project: Project;
beforeAll(async () => {
  project = new Project();
  project.write('psy-tasks/task_t.js', QUEUE);
  await psyHere(project, ['run', '-q']);
});
afterAll(() => project.remove());

function watch(...events: string[]) {
  const script = join(import.meta.dirname, '../fixtures/screen-of.py');
  const args = [script, JSON.stringify(events), ...PSY_COMMAND, 'watch', 't'];
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, TERM: 'xterm' };
  const { stdout, stderr } = spawnSync('python3', args, {
    cwd: project.folder,
    encoding: 'utf8',
    env,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as { sent: string; code: number; restored: boolean };
}

test('psy watch draws a screen, takes another size and leaves with q', () => {
  const { sent, code, restored } = watch('resize', 'x', 'q');
  expect([code, restored]).toEqual([0, true]);
  expect(sent.startsWith(OPEN)).toBe(true);
  const [, screens, rest] = /1049h\x1b\[\?25l([^]*)\x1b\[\?25h\x1b\[\?1049l([^]*)/.exec(sent)!;
  const drawn = screens!.split('\x1b[H').slice(1);
  expect(drawn[0]).toContain('0 of 40 rows done, 0 failed, ');
  expect(drawn[0]).toContain('    t:process: 40 queued (Priority).');
  // 7 lines of 40 columns.
  expect(drawn.at(-1)!.split('\r\n')).toHaveLength(7);
  expect(drawn.at(-1)).toContain('more lines do not fit.');
  expect(rest).toContain('t: 0 of 40 rows done');
});

test.each([
  ['\u0003', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('%j leaves the terminal as it was', (event, expected) => {
  const { sent, code, restored } = watch(event);
  expect([code, restored]).toEqual([expected, true]);
  expect(sent.lastIndexOf(CLOSE)).toBeGreaterThan(sent.lastIndexOf('\x1b[H'));
});

test('without a terminal it prints lines, and ends when nothing works on the task', async () => {
  project.write('psy-tasks/task_t.js', QUEUE.replace("'queued'", "'failed'"));
  const { status, stdout } = await psyHere(project, ['watch']);
  expect([status, stdout]).toEqual([
    0,
    't: 0 of 40 rows done, 0 failed, 40 missing. Nothing works on it.\n',
  ]);
  const json = await psyHere(project, ['watch', '--json']);
  expect(validLines('watch', json.stdout)).toMatchObject([
    { task: 't', missing: 40, working: false },
  ]);
});

test('psy watch --html rewrites the page of a task', async () => {
  const ended = new Project();
  try {
    ended.write('psy-tasks/task_t.js', QUEUE.replace('export const scheduler', 'const unused'));
    const written = await psyHere(ended, ['watch', '--html', 't']);
    expect(written).toMatchObject({ status: 0, stderr: 'Wrote t.html.\n' });
    expect(ended.read('t.html')).toContain('<title>psyrun report</title>');
    ended.write('t.html', 'mine');
    const { status, stderr } = await psyHere(ended, ['watch', '--html', 't']);
    expect([status, ended.read('t.html')]).toEqual([2, 'mine']);
    expect(stderr).toContain('PSYRUN_FILE_EXISTS');
  } finally {
    ended.remove();
  }
});
