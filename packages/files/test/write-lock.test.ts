import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { withWriteLock } from '../src/write-lock.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const nothing = async () => {};

function start(program: string, file: string): ChildProcess & { firstLine: Promise<string> } {
  const child = spawn(
    process.execPath,
    ['--conditions=@psyrun/source', '--import', 'tsx', join(import.meta.dirname, program), file],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  return Object.assign(child, { firstLine: nextLine(child) });
}

async function nextLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
  return chunk.toString().trim();
}

test('gives the result of the action and leaves nothing behind', async () => {
  const file = join(folder, 'result');
  expect(await withWriteLock(file, async () => existsSync(`${file}.lock`))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test('is released when the action fails', async () => {
  const file = join(folder, 'failing');
  const failing = withWriteLock(file, async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await withWriteLock(file, nothing);
});

test('a second writer is refused, and told who the first is', async () => {
  const file = join(folder, 'twice');
  await withWriteLock(file, async () => {
    await expect(withWriteLock(file, nothing)).rejects.toMatchObject({
      code: 'PSYRUN_STORE_BUSY',
      message:
        `Process ${process.pid} on ${hostname()} is writing ${file}. ` +
        `Wait until it is done. If it runs no more, remove ${file}.lock.`,
    });
  });
});

test('a second writer by another name of the file is refused', async () => {
  const file = join(folder, 'real');
  writeFileSync(file, '');
  symlinkSync(file, join(folder, 'link'));
  await withWriteLock(file, async () => {
    const second = withWriteLock(join(folder, 'link'), nothing);
    await expect(second).rejects.toMatchObject({ code: 'PSYRUN_STORE_BUSY' });
  });
});

test('a living process of this host keeps its lock; a killed one loses it and its leftovers', async () => {
  const file = join(folder, 'killed');
  const holder = start('hold-lock.ts', file);
  expect(await holder.firstLine).toBe('held');
  await expect(withWriteLock(file, nothing)).rejects.toMatchObject({ code: 'PSYRUN_STORE_BUSY' });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await withWriteLock(file, nothing);
  expect(readdirSync(folder).filter((name) => name.includes('killed'))).toEqual([]);
});

test('a number that another process got since does not keep the lock', async () => {
  const file = join(folder, 'reused');
  writeFileSync(
    `${file}.lock`,
    JSON.stringify({ host: hostname(), pid: process.pid, started: '1' }),
  );
  await withWriteLock(file, nothing);
});

test.each([
  [
    'another host',
    JSON.stringify({ host: 'node-17', pid: 1, started: null }),
    'Process 1 on node-17',
  ],
  ['something unknown', 'mine', 'Another process'],
])('the lock of %s is kept', async (_, content, who) => {
  const file = join(folder, 'foreign');
  writeFileSync(`${file}.lock`, content);
  await expect(withWriteLock(file, nothing)).rejects.toThrow(`${who} is writing`);
  expect(existsSync(`${file}.lock`)).toBe(true);
});

test('of processes that find the lock of a dead one together, one gets it', async () => {
  const file = join(folder, 'race');
  const rivals = Array.from({ length: 4 }, () => start('take-over.ts', file));
  await Promise.all(rivals.map((rival) => rival.firstLine));
  writeFileSync(
    `${file}.lock`,
    JSON.stringify({ host: hostname(), pid: 2 ** 22 + 1, started: '1' }),
  );
  const outcomes = rivals.map((rival) => nextLine(rival));
  for (const rival of rivals) rival.stdin!.write('go\n');
  expect((await Promise.all(outcomes)).sort()).toEqual([
    ...Array<string>(3).fill('PSYRUN_STORE_BUSY'),
    'got it',
  ]);
});
