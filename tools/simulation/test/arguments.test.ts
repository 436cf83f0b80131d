import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readArguments } from '../src/arguments.ts';
import { PLANTED_BUGS } from '../src/production/planted-bugs.ts';

test('seeds, a bug and a trace are asked for', () => {
  const [bug] = PLANTED_BUGS;
  expect(readArguments(['3', '5'])).toEqual({ kind: 'all', seeds: { from: 3, to: 5 } });
  expect(readArguments(['0', '9', 'none'])).toMatchObject({ kind: 'bug', bug: undefined });
  expect(readArguments(['0', '9', bug!.name])).toMatchObject({ kind: 'bug', bug });
  expect(readArguments(['7', '--trace'])).toEqual({ kind: 'trace', seed: 7 });
});

test.each([
  [[], /missing/],
  [['5'], /missing/],
  [['10', '5'], /no seed from 10 to before 5/],
  [['5', '5'], /no seed from 5 to before 5/],
  [['0', 'many'], /'many' is not a seed/],
  [['-1', '5'], /'-1' is not a seed/],
  [['0.5', '5'], /'0.5' is not a seed/],
  [['0', '4294967297'], /'4294967297' is not a seed/],
  // Nx gives this without --seed.
  [['undefined', '--trace'], /'undefined' is not a seed/],
  [['1', '--trace', 'none'], /'--trace' is not a seed/],
  [['0', '5', 'no such bug'], /no bug 'no such bug'/],
  [['0', '5', 'none', 'more'], /Too many arguments: more/],
])('arguments that run nothing are refused: %j', (given, message) => {
  expect(() => readArguments(given)).toThrow(message);
});

test('the program ends with 2 when it is asked for no history', () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const loader = ['--conditions=@psyrun/source', '--import', import.meta.resolve('tsx')];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...loader, main, '100000', '99999'],
    { encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^There is no seed from 100000 to before 99999\.\n\nUsage:/);
});
