import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

const SCRIPT = join(import.meta.dirname, '../../scripts/array.sh');
const PRINT = `process.stdout.write(JSON.stringify(process.argv.slice(1)))`;

/** Returns the arguments of the command of task `task` in the part that begins at `offset`. */
function calledWith(offset: number, task: number, args: readonly string[]): string[] {
  const command = [process.execPath, '-e', PRINT, ...args];
  const env = { SLURM_ARRAY_TASK_ID: String(task) };
  const printed = execFileSync('/bin/sh', [SCRIPT, String(offset), ...command], { env });
  return JSON.parse(printed.toString()) as string[];
}

test('%a in an argument becomes the index in the array', () => {
  expect(calledWith(2000, 17, ['%a', 'a %a%a', '%%a%', '% a'])).toEqual([
    '2017',
    'a 20172017',
    '%2017%',
    '% a',
  ]);
});

test('everything else arrives unchanged', () => {
  const nasty = fc.string({
    unit: fc.constantFrom('%', 'a', '\\', "'", '"', '$', '`', '*', ' ', '\n', 'ü', '#', '}'),
  });
  fc.assert(
    fc.property(fc.array(nasty, { maxLength: 100 }), (args) => {
      expect(calledWith(0, 5, args)).toEqual(args.map((arg) => arg.replaceAll('%a', '5')));
    }),
    { numRuns: 15 },
  );
});
