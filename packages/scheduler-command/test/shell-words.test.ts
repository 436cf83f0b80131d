import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shellWords } from '../src/shell-words.ts';

const PRINT = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';

test('a shell reads the same words', () => {
  const letters = fc.constantFrom(
    'a',
    ' ',
    "'",
    '"',
    '\\',
    '$',
    '`',
    '*',
    '\n',
    '#',
    '~',
    ';',
    'ü',
    '%',
  );
  const words = fc.array(fc.string({ unit: letters, maxLength: 12 }), { maxLength: 100 });
  fc.assert(
    fc.property(words, (some) => {
      const typed = shellWords([process.execPath, '-e', PRINT, '--', ...some]);
      expect(JSON.parse(execFileSync('/bin/sh', ['-c', typed]).toString())).toEqual(some);
    }),
    { numRuns: 15 },
  );
});

test('words that need no quotes get none', () => {
  expect(shellWords(['sbatch', '--mem=1G', '-J', 'circle:process'])).toBe(
    'sbatch --mem=1G -J circle:process',
  );
});
