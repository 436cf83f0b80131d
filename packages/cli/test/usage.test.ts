import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../src/command-table.ts';
import { Project } from './fixtures/project.ts';
import { psyHere, PSYRUN } from './fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

/** Runs `psy` within this process. */
async function psy(...args: string[]) {
  const { status, stdout, stderr } = await psyHere(project, args);
  return { status, out: stdout.replace(/\n$/, ''), error: stderr.replace(/\n$/, '') };
}

const task = 'export const execute = () => ({});\n';

describe('the command line', () => {
  test('without arguments prints the usage and fails', async () => {
    const { status, out, error } = await psy();
    expect([status, out]).toEqual([2, '']);
    expect(error).toContain('Usage: psy');
  });

  test('--help lists the commands of the original with its descriptions', async () => {
    const { status, out } = await psy('--help');
    expect(status).toBe(0);
    for (const line of ['list tasks', 'run one or more tasks', 'print status of tasks']) {
      expect(out).toContain(line);
    }
    expect(out).toContain('Exit codes: 0 all done');
  });

  test('--help names first steps, and they work', async () => {
    const steps = /First steps: (.*)/.exec((await psy('--help')).out)![1]!.split(', ');
    expect(steps).toHaveLength(3);
    for (const step of steps) {
      const [program, ...args] = step.split(' ');
      const { status } = await psyHere(project, args, undefined, PSYRUN);
      expect([program, step, status]).toEqual(['psy', step, 0]);
    }
  });

  test.each(COMMANDS.map(({ name }) => name))(
    'help %s has examples of the command',
    async (name) => {
      const { status, out } = await psy('help', name);
      const examples = out.split('Examples:\n')[1]!.split('\n');
      expect(status).toBe(0);
      for (const example of examples) expect(example).toMatch(new RegExp(`psy ${name}\\b`));
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    },
  );

  test('the width of the terminal is respected', async () => {
    const { out } = await psy('--help');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test.each([
    [['bogus'], "unknown command 'bogus'"],
    [['rnu'], '(Did you mean run?)'],
    [['help', 'rnu'], '(Did you mean run?)'],
    [['rnu', '--help'], '(Did you mean run?)'],
    [['run', '--bogus'], "unknown option '--bogus'"],
    [['run', '-j', 'many'], 'Expected an integer of at least 1'],
    [['list', 'extra'], 'too many arguments'],
  ])('%p gives one line with help and exit code 2', async (args, message) => {
    const { status, error } = await psy(...args);
    expect(status).toBe(2);
    expect(error).toContain(message);
    expect(error).not.toContain('    at ');
  });
});

describe('the task directory', () => {
  test.each(['list', 'run', 'status'])('missing: psy %s reports that', async (command) => {
    const { status, error } = await psy(command);
    expect(status).toBe(2);
    expect(error).toMatch(
      /There is no task directory psy-tasks\..*--taskdir.*\[PSYRUN_TASK_DIRECTORY\]/,
    );
  });

  test('without tasks: psy list prints nothing', async () => {
    project.write('psy-tasks/readme.txt', '');
    expect(await psy('list')).toEqual({ status: 0, out: '', error: '' });
  });

  test.each(['run', 'status'])('without tasks: psy %s reports that', async (command) => {
    project.write('psy-tasks/readme.txt', '');
    const { status, error } = await psy(command);
    expect(status).toBe(2);
    expect(error).toContain('There are no tasks in psy-tasks. Make one: psy new-task');
  });

  test('can be named in both spellings', async () => {
    project.write('other/task_t.ts', task);
    expect((await psy('list', '--taskdir', 'other')).out).toBe('t');
    expect((await psy('list', '--taskdir=other')).out).toBe('t');
  });
});

test.each(['run', 'status'])(
  'an error of the file system is one line: psy %s, if psy-work is a file',
  async (command) => {
    project.write('psy-tasks/task_t.ts', task);
    project.write('psy-work', '');
    const { status, out, error } = await psy(command);
    expect([status, out]).toEqual([1, '']);
    expect(error).toMatch(
      /^psy: error: ENOTDIR: .*psy-work.* A file is where a folder should be: move the file away, and try again\.$/,
    );
  },
);

test('a task file that throws while it is loaded: only frames of the user are printed', async () => {
  project.write('model.ts', "export function model() {\n  throw new RangeError('no data');\n}");
  project.write('psy-tasks/task_t.ts', "import { model } from '../model.ts';\n\nmodel();\n");
  const { status, error } = await psy('run', 't');
  const [message, ...stack] = error.split('\n');
  expect([status, message]).toEqual([2, expect.stringContaining('RangeError: no data')]);
  expect(stack).toEqual([
    'RangeError: no data',
    expect.stringMatching(/^ {4}at .*model.*model\.ts:2:\d+/),
    expect.stringMatching(/^ {4}at .*task_t\.ts:3:\d+/),
  ]);
});

test('an argument that a function of psyrun refuses is shown with the line of the user alone', async () => {
  project.write(
    'psy-tasks/task_t.ts',
    "import { param } from '@psyrun/pspace';\nexport const pspace = param({ a: ['\\ud83d'] });\n",
  );
  const { status, error } = await psy('run', 't');
  expect([status, error]).toEqual([2, expect.stringContaining('has half of a character')]);
  expect(error.match(/^ +at .*$/gm)).toEqual([expect.stringMatching(/^ {4}at .*task_t\.ts:2:\d+/)]);
});

test('psy --version prints the version of the package', async () => {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  expect(await psy('--version')).toEqual({ status: 0, out: version, error: '' });
});

describe('psy list', () => {
  test('prints one name per line, sorted, and a warning for a broken file', async () => {
    project.write('psy-tasks/task_b.ts', task);
    project.write('psy-tasks/task_a.ts', task);
    project.write('psy-tasks/task_bad.ts', 'throw new Error("on purpose")');
    const { status, out, error } = await psy('list');
    expect([status, out]).toEqual([2, 'a\nb']);
    expect(error).toMatch(/^Warning: .*task_bad\.ts could not be loaded: Error: on purpose$/);
  });
});

describe('psy status', () => {
  test('before the first run counts no rows as done and writes no files', async () => {
    project.write(
      'psy-tasks/task_t.ts',
      `${task}import { param } from '@psyrun/pspace'; export const pspace = param({ x: [1, 2] });`,
    );
    expect((await psy('status')).out).toBe(
      't:\n  0 out of 2 rows completed.\n  0 failed, 2 missing.\n',
    );
    expect(() => project.read('psy-work')).toThrow('ENOENT');
  });

  test('suggests a task for an unknown name', async () => {
    project.write('psy-tasks/task_circle.ts', task);
    const { status, error } = await psy('status', 'circel');
    expect(status).toBe(2);
    expect(error).toContain('There is no task circel in psy-tasks. Did you mean circle?');
  });
});

test('if one of several names is unknown, no task is run', async () => {
  project.write('psy-tasks/task_a.ts', task);
  const { status, out } = await psy('run', 'a', 'nope');
  expect([status, out]).toEqual([2, '']);
  expect(() => project.read('psy-work')).toThrow('ENOENT');
});

test.each([
  ['ends psy', 'process.exit(0)'],
  ['never loads', 'await new Promise(() => {})'],
])('a task file that %s is a failure', (_, code) => {
  project.write('psy-tasks/task_t.ts', `${code};\n${task}`);
  const { status, stdout, stderr } = project.psy('run', 't');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^psy: error: The process ended before psy was done\. .*process\.exit/);
});

test('a reader that closes the pipe does not stop the work', () => {
  project.write(
    'psy-tasks/task_t.ts',
    "import { param, range } from '@psyrun/pspace'; export const pspace = param({ x: range(50) }); export const execute = () => ({});",
  );
  const piped = project.shell('"$0" "$@" run | head -1');
  expect(piped.stdout).toBe('. t:split\n');
  expect(project.psy('status').stdout).toContain('50 out of 50 rows completed.');
});
