import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeJobFile } from '../../src/submit/job-file.ts';
import { nodeCommand } from '../../src/submit/node-command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun worker '));
});
afterEach(() => rmSync(folder, { recursive: true }));

const entry = new URL('../../src/worker/psy-worker.ts', import.meta.url).href;
const module = new URL('../fixtures/work.ts', import.meta.url).href;

function psyWorker(...args: string[]) {
  const [command, ...options] = nodeCommand(process.execPath, entry);
  return spawnSync(command!, [...options, ...args], { encoding: 'utf8' });
}

test('runs a job file and exits with the exit code of its work', async () => {
  const job = join(folder, 'circle:process.json');
  const file = join(folder, 'ran');
  await writeJobFile(job, {
    name: 'circle:process',
    work: { module, export: 'note', options: { file, exitCode: 3 } },
  });
  const { status, stdout } = psyWorker(job, '7');
  expect(status).toBe(3);
  expect(stdout).toMatch(/Job started .*\n-+\nworking on 7\n$/);
  expect(readFileSync(file, 'utf8')).toBe('7\n');
});

test('if the work throws, the exit code is 1 and the error is in the log', async () => {
  const job = join(folder, 'broken.json');
  await writeJobFile(job, { name: 'broken', work: { module, export: 'fail', options: {} } });
  const { status, stdout } = psyWorker(job);
  expect(status).toBe(1);
  expect(stdout).toMatch(/\n-+\nError: broken on purpose\n {4}at fail/);
});

test('work that is told to stop reports that without a stack', async () => {
  const job = join(folder, 'long.json');
  await writeJobFile(job, { name: 'long', work: { module, export: 'untilStopped', options: {} } });
  const [command, ...options] = nodeCommand(process.execPath, entry);
  const worker = spawn(command!, [...options, job]);
  let log = '';
  worker.stdout.setEncoding('utf8').on('data', (text: string) => {
    log += text;
    if (text.includes('begun')) worker.kill('SIGTERM');
  });
  const [exitCode] = (await once(worker, 'close')) as [number];
  expect({ exitCode, end: log.split('begun\n')[1] }).toEqual({
    exitCode: 1,
    end: 'Stopped by SIGTERM. What was done is recorded.\n',
  });
});

test.each<[string, (file: string) => void]>([
  ['other code', (file) => copyFileSync(new URL(module), file)],
  ['gone', () => undefined],
  ['empty', (file) => writeFileSync(file, '')],
  ['null', (file) => writeFileSync(file, 'null')],
  ['a folder', (file) => mkdirSync(file)],
  ['a pipe', (file) => execFileSync('mkfifo', [file])],
])('a job file that is %s is refused, and the log names it', (_, make) => {
  const file = join(folder, 'damaged.json');
  make(file);
  const { status, stderr } = psyWorker(file);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Error: .*damaged\.json is .*psy run\. \[PSYRUN_RUN_CORRUPT\]\n$/);
});
