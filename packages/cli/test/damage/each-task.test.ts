import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IN_MEMORY, Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

/** The second of three tasks has a row that fails, so that all its files are read. */
const TASKS = ['a', 'b', 'c'];
const task = (name: string) => `
  import { param, range } from '@psyrun/pspace';
  export const pspace = param({ x: range(2) });
  export const execute = ({ x }) => {
    if (x === 1 && '${name}' === 'b') throw new Error('broken');
    return { y: x };
  };
  ${rowsHere()}`;

let project: Project;
beforeAll(async () => {
  project = new Project(IN_MEMORY);
  for (const name of TASKS) project.write(`psy-tasks/task_${name}.js`, task(name));
  await psyHere(project, ['run', '-q']);
  cpSync(project.path('psy-work'), project.path('saved'), { recursive: true });
});
afterAll(() => project.remove());

/** The damages of the second task. */
const DAMAGES: Record<string, (folder: string) => void> = {
  'run.json': (folder) => writeFileSync(`${folder}/run.json`, '{'),
  ledger: (folder) => writeFileSync(`${folder}/ledger`, 'no ledger'),
  lock: (folder) => writeFileSync(`${folder}/run.json.lock`, ''),
  journal: (folder) => {
    const journal = readdirSync(`${folder}/out`).find((name) => name.endsWith('.journal'))!;
    const bytes = readFileSync(`${folder}/out/${journal}`);
    bytes[5]! ^= 1;
    writeFileSync(`${folder}/out/${journal}`, bytes);
  },
};

/** A line of JSON about a task. */
interface Line {
  readonly task?: string;
  readonly error?: object;
}

/** Runs a command on all tasks. Resolves to its exit code and its lines of JSON by task. */
async function answer(args: readonly string[], damage: (folder: string) => void = () => undefined) {
  rmSync(project.path('psy-work'), { recursive: true, force: true });
  cpSync(project.path('saved'), project.path('psy-work'), { recursive: true });
  damage(project.path('psy-work/b'));
  const { status, stdout, stderr } = await psyHere(project, [...args, '--json']);
  const lines = stdout
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
  const byTask = Object.fromEntries(
    TASKS.map((name) => [name, lines.filter((line) => line.task === name)]),
  );
  const left = TASKS.filter((name) => existsSync(project.path('psy-work', name)));
  return { status, stdout, stderr, lines, byTask, left };
}

describe.each(Object.keys(DAMAGES))('one task of three has a damaged %s:', (file) => {
  test.each([
    ...[['status'], ['status', '-v'], ['failures'], ['verify']],
    ...[['run', '-q'], ['run', '-q', '-c'], ['run', '--dry-run'], ['kill'], ['clean', '--yes']],
  ])('psy %s %s %s does its work on the others, and its exit code tells', async (...args) => {
    const command = args.filter((arg) => typeof arg === 'string');
    const sound = await answer(command);
    const damaged = await answer(command, DAMAGES[file]);
    const { a, b, c } = damaged.byTask;
    expect({ a, c, stderr: damaged.stderr }).toEqual({
      a: sound.byTask['a'],
      c: sound.byTask['c'],
      stderr: damaged.stderr,
    });
    expect(damaged.stderr).not.toContain('internal error');
    expect(damaged.left.includes('a')).toBe(sound.left.includes('a'));
    expect(damaged.left.includes('c')).toBe(sound.left.includes('c'));
    // Either the command does not need the file, or the error of the task names it.
    const failed = b!.filter((line) => line.error !== undefined);
    if (failed.length === 0) return;
    expect(damaged.status).not.toBe(0);
    expect(damaged.status).toBeGreaterThanOrEqual(sound.status!);
    expect(damaged.stderr).toContain('psy-work/b');
  });

  test('psy list names all three', async () => {
    const { status, lines } = await answer(['list'], DAMAGES[file]);
    expect({ status, lines }).toMatchObject({ status: 0, lines: [{ tasks: TASKS }] });
  });
});
