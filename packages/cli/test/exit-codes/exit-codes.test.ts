import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/command-table.ts';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';
import { removeSituations, SITUATIONS } from './situations.ts';

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
  const named = new Set(CELLS.map(([command]) => command.split(' ')[1]));
  expect(COMMANDS.filter(({ name }) => !named.has(name))).toEqual([]);
});

describe('psy ends with the exit codes of the guide', () => {
  test.each(CELLS)('%s, %s: %i', async (command, situation, code) => {
    const project = new Project();
    await SITUATIONS[situation]!(project);
    const outcome = await psyHere(project, command.split(' ').slice(1));
    project.remove();
    const said = `${outcome.stdout}${outcome.stderr}`.trim();
    expect({ code: outcome.status, said }).toEqual({ code, said });
    // An error is never silent.
    if (code !== 0) expect(said).not.toBe('');
  });
});
