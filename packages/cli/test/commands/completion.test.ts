import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/command-table.ts';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';
import { CompletingShell } from '../fixtures/completing-shell.ts';

let project: Project;
beforeAll(() => {
  project = new Project();
  const task = 'export const execute = () => ({});';
  project.write('psy-tasks/task_circle.ts', task);
  project.write('psy-tasks/task_two words.ts', task);
  project.write('psy-tasks/task_broken.ts', 'throw new Error("loaded")');
  project.write('other/task_elsewhere.ts', task);
});
afterAll(() => project.remove());

async function offered(...words: string[]): Promise<string[]> {
  const { status, stdout } = await psyHere(project, ['completion', 'bash', '--', ...words]);
  expect(status).toBe(0);
  return stdout.split('\n').slice(0, -1);
}

describe('completion offers', () => {
  test('commands first', async () => {
    expect(await offered('')).toEqual([...COMMANDS.map(({ name }) => name), 'help']);
    expect(await offered('re')).toEqual(['report', 'repro']);
    expect(await offered('help', 'v')).toEqual(['verify']);
  });

  test('tasks by their files, also those that cannot be loaded, each only once', async () => {
    expect(await offered('run', '')).toEqual(['broken', 'circle', 'two words']);
    expect(await offered('run', '-c', 'circle', '')).toEqual(['broken', 'two words']);
    expect(await offered('status', '--taskdir', 'other', '')).toEqual(['elsewhere']);
    expect(await offered('status', '--taskdir', 'nowhere', '')).toEqual([]);
    expect(await offered('export', '--taskdir', 'other', '')).toEqual(['elsewhere']);
  });

  test('options after a dash', async () => {
    expect(await offered('clean', '-')).toEqual(['--taskdir', '-y', '--yes', '--json', '--help']);
    expect(await offered('run', '--fa')).toEqual(['--fail-fast']);
  });

  test('installed schedulers and suffixes', async () => {
    expect(await offered('new-task', '-s', 'im')).toEqual(['immediate']);
    expect(await offered('export', 'circle', '')).toEqual(
      expect.arrayContaining(['circle.csv', 'circle.jsonl', 'circle.pkl']),
    );
    expect(await offered('export', 'circle', 'out.p')).toEqual(['out.pkl']);
    expect(await offered('merge', 'some/folder', '')).toContain('folder.pkl');
  });

  test('nothing for a file, a number or a new name', async () => {
    for (const words of [
      ['merge', ''],
      ['repro', 'circle', ''],
      ['run', '-j', ''],
      ['new-task', ''],
    ])
      expect(await offered(...words)).toEqual([]);
    expect(await offered('bogus', '')).toEqual([]);
    expect(await offered('logs', 'circle', 'process:3', '')).toEqual([]);
    expect(await offered('export', 'circle', 'out.csv', '')).toEqual([]);
  });

  test('another shell is refused', async () => {
    const { status, stderr } = await psyHere(project, ['completion', 'tcsh']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('Give bash, zsh or fish.')]);
  });
});

describe.each(['bash', 'zsh', 'fish'] as const)('in %s', (name) => {
  let shell: CompletingShell;
  beforeAll(async () => {
    shell = await CompletingShell.start(name, project);
  });
  afterAll(async () => {
    await shell.close();
  });

  test.each([
    ['a command', 'psy verif\t', ['verify']],
    ['a task', 'psy run -c ci\t', ['run', '-c', 'circle']],
    ['a task with a space in its name', 'psy run tw\t', ['run', 'two words']],
    ['an option', 'psy run --fail\t circle', ['run', '--fail-fast', 'circle']],
    ['a scheduler', 'psy new-task -s imm\t x', ['new-task', '-s', 'immediate', 'x']],
    ['a suffix', 'psy export circle out.cs\t', ['export', 'circle', 'out.csv']],
    ['a folder', 'psy merge oth\tall.pkl', ['merge', 'other/all.pkl']],
  ])('%s', async (_what, keys, called) => {
    expect(await shell.type(keys)).toEqual(called);
  });
});
