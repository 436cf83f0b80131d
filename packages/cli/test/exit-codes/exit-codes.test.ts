import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Project, type Outcome } from '../fixtures/project.ts';
import { removeSituations, SITUATIONS } from './situations.ts';

jest.setTimeout(60_000);

const GUIDE = join(import.meta.dirname, '../../../../docs/guide/command-line.md');
/** The rows of the table of exit codes: a command line, then a code for each situation. */
const [HEAD = [], , ...ROWS] = (
  /^\| command +\| no project[^]*?(?=\n\n|\n$(?![^]))/m.exec(readFileSync(GUIDE, 'utf8'))?.[0] ?? ''
)
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const CELLS = ROWS.flatMap(([command = '', ...codes]) =>
  codes.flatMap((code, i) =>
    code === '' ? [] : [[command.replaceAll('`', ''), HEAD[i + 1]!, Number(code)] as const],
  ),
);

afterAll(removeSituations);

test('the guide has the exit codes of every command in every situation', () => {
  expect(HEAD.slice(1)).toEqual(Object.keys(SITUATIONS));
  expect(CELLS.length).toBeGreaterThan(100);
});

/** The outcomes of all cells. Processes run beside each other: there are many. */
const outcomes = new Map<string, Outcome>();
beforeAll(async () => {
  const todo = [...CELLS];
  const work = async (): Promise<void> => {
    for (let cell = todo.pop(); cell !== undefined; cell = todo.pop()) {
      const [command, situation] = cell;
      const project = new Project();
      SITUATIONS[situation]!(project);
      outcomes.set(
        `${command} ${situation}`,
        await project.psyLater(...command.split(' ').slice(1)),
      );
      project.remove();
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
}, 600_000);

describe('the real psy ends with the exit codes of the guide', () => {
  test.each(CELLS)('%s, %s: %i', (command, situation, code) => {
    const { status, stdout, stderr } = outcomes.get(`${command} ${situation}`)!;
    const said = status === code ? '' : `${stdout}${stderr}`;
    expect({ status, said }).toEqual({ status: code, said: '' });
    // Whoever did nothing says so, and an error is never silent.
    if (code !== 0) expect(`${stdout}${stderr}`.trim()).not.toBe('');
  });
});

test('an interrupted run ends with 130', async () => {
  const project = new Project();
  project.write(
    'psy-tasks/task_t.js',
    `import { param, range } from '@psyrun/pspace';
    import { setTimeout as sleep } from 'node:timers/promises';
    export const pspace = param({ x: range(1000) });
    export const execute = () => sleep(20, {});`,
  );
  const psy = project.start('run', '-q', '-j', '1');
  const ended = new Promise((resolve) => psy.once('exit', resolve));
  const more = () =>
    project.recorded('t').then(
      (rows) => rows.size,
      () => 0,
    );
  while ((await more()) < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  psy.kill('SIGINT');
  expect(await ended).toBe(130);
  project.remove();
});
