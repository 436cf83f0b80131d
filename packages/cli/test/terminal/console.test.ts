import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { Project, PSY_COMMAND } from '../fixtures/project.ts';

/** An environment without variables of Jest, Nx or CI. Node uses no colours if CI is set. */
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };

/** Returns the output of psy to a terminal with a width, or to a pipe. */
function sent(
  args: string,
  columns: number | undefined,
  more: NodeJS.ProcessEnv = {},
  cwd = process.cwd(),
): string {
  const command = `${PSY_COMMAND.map((part) => `'${part}'`).join(' ')} ${args}`;
  const [program, ...rest]: [string, ...string[]] =
    columns === undefined
      ? ['/bin/sh', '-c', `${command} 2>&1`]
      : ['script', '-qec', `stty cols ${columns} rows 40; ${command}`, '/dev/null'];
  const options = {
    env: { ...env, TERM: 'xterm', ...more },
    cwd,
    encoding: 'utf8',
    input: '',
  } as const;
  return spawnSync(program, rest, options).stdout;
}

describe('colours', () => {
  test('are used at a terminal', () => {
    expect(sent('list --taskdir nowhere', 80)).toContain('\x1b[31mpsy: error:');
  });

  test('say what states mean, and are nowhere in JSON', () => {
    const project = new Project();
    const task = `import { param } from '@psyrun/pspace';
      export const pspace = param({ x: [1, 2, 3] });
      export const execute = ({ x }) => { if (x === 2) throw new Error('no'); return {}; };`;
    project.write('psy-tasks/task_t.js', task);
    const at = (args: string, columns?: number, more: NodeJS.ProcessEnv = {}) =>
      sent(args, columns, more, project.folder);
    expect(at('run -q t', 80)).toContain('\x1b[31m1 failed\x1b[39m, 0 are missing.');
    expect(at('status t', 80)).toContain('\x1b[31m1 failed\x1b[39m, 0 missing.');
    expect(at('status t', undefined)).toContain('  1 failed, 0 missing.\n');
    expect(at('status t', 80, { NO_COLOR: '1' })).toContain('  1 failed, 0 missing.');
    const forced = { FORCE_COLOR: '1' };
    expect(at('status t', undefined, forced)).toContain('\x1b[31m1 failed\x1b[39m, 0 missing.');
    expect(at('status --json t', undefined, forced)).not.toContain('\x1b');
    project.remove();
  });

  test('are not used in a pipe or with NO_COLOR', () => {
    const plain = /^psy: error: There is no task directory nowhere/;
    expect(sent('list --taskdir nowhere', undefined)).toMatch(plain);
    expect(sent('list --taskdir nowhere', 80, { NO_COLOR: '1' })).toMatch(plain);
  });
});

test.each([
  [60, 40],
  [120, 80],
])('in %d columns, lines of help are wider than %d', (columns, least) => {
  const widths = sent('help run', columns)
    .split('\r\n')
    .map(({ length }) => length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  expect(Math.max(...widths)).toBeGreaterThan(least);
});

test('progress is rewritten only at a terminal', () => {
  const project = new Project();
  const task = `import { param } from '@psyrun/pspace';
    import { setTimeout as sleep } from 'node:timers/promises';
    export const pspace = param({ x: [1, 2] });
    export const execute = () => sleep(500, {});`;
  for (const name of ['piped', 'seen']) project.write(`psy-tasks/task_${name}.js`, task);
  expect(sent('run piped', undefined, {}, project.folder)).toMatch(/^[^\r]*2\/2 rows/);
  expect(sent('run seen', 80, {}, project.folder)).toMatch(/\r\[.*\x1b\[K/);
  project.remove();
});
