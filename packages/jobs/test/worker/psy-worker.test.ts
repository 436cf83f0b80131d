import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

/** Runs work until it has begun, then sends it signals. Resolves to its exit code and output. */
async function stopped(signals: readonly NodeJS.Signals[], preload: readonly string[] = []) {
  const job = join(folder, 'long.json');
  await writeJobFile(job, { name: 'long', work: { module, export: 'untilStopped', options: {} } });
  const [command, ...options] = nodeCommand(process.execPath, entry);
  const worker = spawn(command!, [...preload, ...options, job]);
  let output = '';
  worker.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  worker.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (text.includes('begun')) for (const signal of signals) worker.kill(signal);
  });
  const [exitCode] = (await once(worker, 'close')) as [number];
  return { exitCode, end: output.split('begun\n')[1], output };
}

test('work that is told to stop reports that without a stack', async () => {
  expect(await stopped(['SIGTERM'])).toMatchObject({
    exitCode: 1,
    end: 'Stopped by SIGTERM. What was done is recorded.\n',
  });
});

test('a signal that comes again, or another one after it, does not end the process', async () => {
  expect(await stopped(['SIGUSR1', 'SIGUSR1', 'SIGTERM', 'SIGTERM'])).toMatchObject({
    exitCode: 1,
    end: expect.stringMatching(/^Stopped by SIG(USR1|TERM)\. What was done is recorded\.\n$/),
  });
});

test('a signal is noticed before the modules are loaded, and opens no debugger', async () => {
  const hooks = `export async function resolve(specifier, context, next) {
    if (/run-job-file/.test(specifier)) {
      process.kill(process.pid, 'SIGUSR1');
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return next(specifier, context);
  }`;
  const url = `data:text/javascript,${encodeURIComponent(hooks)}`;
  const preload = join(folder, 'preload.mjs');
  writeFileSync(
    preload,
    `import { register } from 'node:module'; register(${JSON.stringify(url)});`,
  );
  const { exitCode, end, output } = await stopped([], ['--import', preload]);
  expect({ exitCode, end }).toEqual({
    exitCode: 1,
    end: 'Stopped by SIGUSR1. What was done is recorded.\n',
  });
  expect(output).not.toMatch(/inspector|Debugger/);
});

test('SIGUSR1 while Node starts does not open the port of its debugger', async () => {
  const waiting = join(folder, 'waiting.mjs');
  writeFileSync(waiting, `console.error('started'); setTimeout(() => undefined, 60_000);`);
  const [command, ...options] = nodeCommand(process.execPath, pathToFileURL(waiting).href);
  const child = spawn(command!, options);
  let output = '';
  await new Promise<void>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (text.includes('started')) child.kill('SIGUSR1');
      if (/inspector|Debugger/.test(output)) resolve();
    });
  });
  child.kill('SIGKILL');
  expect(output).toContain('Starting inspector on 203.0.113.1:1024 failed');
  expect(output).not.toContain('Debugger listening');
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
