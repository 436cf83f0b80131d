import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { jobScript, type JobScript } from '../src/job-script.ts';

const folder = mkdtempSync(join(tmpdir(), `psyrun 'script" 100% $HOME `));
afterAll(() => rmSync(folder, { recursive: true }));

const NASTY = [
  'a b',
  `'"`,
  '\\n \\',
  '$HOME `id` $(id)',
  '*',
  'line\nbreak\n#$ -l x',
  'ü€',
  '',
  '%%',
];
const PRINT = 'process.stdout.write(JSON.stringify(process.argv.slice(1)) + "\\n")';

function run(script: Partial<JobScript>, name = 'job.log'): string {
  const argv = [process.execPath, '-e', PRINT, '--', ...NASTY];
  const text = jobScript({ argv, log: join(folder, name), folder, ...script });
  execFileSync('/bin/sh', { input: text });
  return text;
}
const log = (name: string) => readFileSync(join(folder, name), 'utf8');

test('a shell runs the command with the same words, and appends to the log', () => {
  writeFileSync(join(folder, 'job.log'), 'before\n');
  run({});
  expect(log('job.log')).toBe(`before\n${JSON.stringify(NASTY)}\n`);
});

test('in an array, %a is the index in the log and in the words', () => {
  run({ index: '$((3 + 4))', argv: ['echo', '%a %%a%', '% a'] }, 'array %a.log');
  expect(log('array 7.log')).toBe('7 %7% % a\n');
});

test('it knows when its time limit ends', () => {
  const before = Math.floor(Date.now() / 1000);
  run({ limit: 3600, argv: ['/bin/sh', '-c', 'echo "$PSYRUN_END_TIME"'] }, 'limit.log');
  expect(Number(log('limit.log'))).toBeGreaterThanOrEqual(before + 3600);
});

test('it starts in the folder, between the lines before and after', () => {
  const argv = ['/bin/sh', '-c', 'pwd; exit 3'];
  run({ argv, before: ['echo begins'], after: ['echo "ends with $code"', 'code=0'] }, 'lines.log');
  expect(log('lines.log')).toBe(`begins\n${folder}\nends with 3\n`);
});
