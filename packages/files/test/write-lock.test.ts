import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nameBeside } from '../src/beside.ts';
import { lockHolder } from '../src/lock-holder.ts';
import { thisProcess } from '../src/process-identity.ts';
import { breakLock, withWriteLock } from '../src/write-lock.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const nothing = async () => {};

/** Follows the hint of an error: runs the command after the last colon in a shell. */
async function followHint(failing: Promise<unknown>): Promise<void> {
  const { hint } = (await failing.catch((error: unknown) => error)) as { hint: string };
  execFileSync('/bin/sh', ['-c', hint.slice(hint.indexOf(': ') + 2)]);
}

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

test('resolves to the result of the action and leaves no files', async () => {
  const file = join(folder, 'result');
  expect(await withWriteLock(file, async () => existsSync(`${file}.lock`))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test('releases the lock if the action fails', async () => {
  const file = join(folder, 'failing');
  const failing = withWriteLock(file, async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await withWriteLock(file, nothing);
});

test('the error of the action comes out, also if the lock cannot be removed', async () => {
  const file = join(folder, 'no way out');
  const failing = withWriteLock(file, async () => {
    rmSync(`${file}.lock`);
    mkdirSync(`${file}.lock/kept`, { recursive: true });
    throw new Error('the cause');
  });
  await expect(failing).rejects.toThrow('the cause');
  rmSync(`${file}.lock`, { recursive: true });
});

test('a second writer is refused, and the error names the first', async () => {
  const file = join(folder, 'twice');
  await withWriteLock(file, async () => {
    await expect(withWriteLock(file, nothing)).rejects.toMatchObject({
      code: 'PSYRUN_STORE_BUSY',
      message:
        `Process ${process.pid} on ${hostname()} is writing ${file}. ` +
        `Wait until it is done. If it is dead, remove its lock: rm '${file}.lock'`,
    });
  });
});

test('a refused writer leaves the temporary files of the running one alone', async () => {
  const file = join(folder, 'at work');
  await withWriteLock(file, async () => {
    const temporary = nameBeside(file);
    writeFileSync(temporary, 'half');
    const second = withWriteLock(file, nothing);
    await expect(second).rejects.toMatchObject({ code: 'PSYRUN_STORE_BUSY' });
    expect(readFileSync(temporary, 'utf8')).toBe('half');
    rmSync(temporary);
  });
});

test('a second writer that uses another path of the file is refused', async () => {
  const file = join(folder, 'real');
  writeFileSync(file, '');
  symlinkSync(file, join(folder, 'link'));
  await withWriteLock(file, async () => {
    const second = withWriteLock(join(folder, 'link'), nothing);
    await expect(second).rejects.toMatchObject({ code: 'PSYRUN_STORE_BUSY' });
  });
});

test('a running process keeps its lock; the lock and temporary files of a killed one are removed', async () => {
  const file = join(folder, 'killed');
  const holder = start('hold-lock.ts', file);
  expect(await holder.firstLine).toBe('held');
  await expect(withWriteLock(file, nothing)).rejects.toMatchObject({ code: 'PSYRUN_STORE_BUSY' });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await withWriteLock(file, nothing);
  expect(readdirSync(folder).filter((name) => name.includes('killed'))).toEqual([]);
});

test('a lock is taken over if another process has the number of its owner', async () => {
  const file = join(folder, 'reused');
  writeFileSync(
    `${file}.lock`,
    JSON.stringify({ host: hostname(), pid: process.pid, started: '1' }),
  );
  await withWriteLock(file, nothing);
});

test('a lock of another host is kept', async () => {
  const file = join(folder, 'foreign');
  writeFileSync(`${file}.lock`, JSON.stringify({ host: 'node-17', pid: 1, started: null }));
  const refused = withWriteLock(file, nothing);
  await expect(refused).rejects.toThrow(
    'Process 1 on node-17, on another machine or in a container, is writing',
  );
  expect(existsSync(`${file}.lock`)).toBe(true);
  await followHint(refused);
  await withWriteLock(file, nothing);
});

test('a lock of another container of the same name is kept', async () => {
  const file = join(folder, "container's");
  const owner = { ...thisProcess(), pid: 2 ** 30, namespace: 'pid:[1]' };
  writeFileSync(`${file}.lock`, JSON.stringify(owner));
  const refused = withWriteLock(file, nothing);
  await expect(refused).rejects.toMatchObject({ code: 'PSYRUN_STORE_BUSY' });
  await followHint(refused);
  await withWriteLock(file, nothing);
});

test('a lock is broken only if its owner is the one that is said to be dead', async () => {
  const file = join(folder, 'broken');
  const [dead, other] = [1, 2].map((pid) => ({ host: 'node-17', pid, started: null }));
  writeFileSync(`${file}.lock`, JSON.stringify(other));
  await breakLock(file, dead);
  expect(existsSync(`${file}.lock`)).toBe(true);
  await breakLock(file, other);
  expect(readdirSync(folder).filter((name) => name.includes('broken'))).toEqual([]);
});

const dead = { ...thisProcess(), pid: 2 ** 30 };
const alive = { ...dead, pid: process.ppid, started: null };

test.each<[string, string, string, boolean]>([
  ['a dead process', `${dead.host}-1-ab-1`, JSON.stringify(dead), false],
  ['a dead process before it was written', `${dead.host}-${dead.pid}-ab-1`, '', false],
  ['a running process', `${alive.host}-1-ab-1`, JSON.stringify(alive), true],
  ['a running process before it was written', `${alive.host}-${alive.pid}-ab-1`, '', true],
  ['another machine', 'x', JSON.stringify({ ...dead, host: 'x', boot: 'other' }), true],
])('the temporary file of a lock of %s', async (_, made, content, isKept) => {
  const file = join(folder, 'tidy');
  const temporary = join(folder, `.tidy.lock.${made}.tmp`);
  writeFileSync(temporary, content);
  await withWriteLock(file, nothing);
  expect(existsSync(temporary)).toBe(isKept);
  rmSync(temporary, { force: true });
});

test('a lock is taken over from a process that was killed while it took the lock over', async () => {
  const file = join(folder, 'twice-killed');
  for (const name of ['lock', 'lock.takeover', 'lock.takeover.takeover']) {
    writeFileSync(`${file}.${name}`, JSON.stringify(dead));
  }
  await withWriteLock(file, nothing);
  expect(readdirSync(folder).filter((name) => name.includes('twice-killed'))).toEqual([]);
});

test.each(['the hint', 'breakLock'])(
  'a guard that another machine left on a dead lock is named, and %s removes it',
  async (way) => {
    const file = join(folder, 'guarded');
    writeFileSync(`${file}.lock`, JSON.stringify(dead));
    const elsewhere = { ...dead, host: 'node-9', boot: 'other' };
    writeFileSync(`${file}.lock.takeover`, JSON.stringify(elsewhere));
    const busy = withWriteLock(file, nothing);
    await expect(busy).rejects.toMatchObject({
      code: 'PSYRUN_STORE_BUSY',
      message: expect.stringContaining('on node-9, on another machine'),
    });
    const holder = await lockHolder(file);
    expect(holder).toMatchObject({ lock: `${file}.lock.takeover`, owner: { host: 'node-9' } });
    await (way === 'breakLock' ? breakLock(file, holder!.owner) : followHint(busy));
    await withWriteLock(file, nothing);
    expect(readdirSync(folder).filter((name) => name.includes('guarded'))).toEqual([]);
  },
);

test.each<[string, (lock: string) => void]>([
  ['empty', (lock) => writeFileSync(lock, '')],
  ['{}', (lock) => writeFileSync(lock, '{}')],
  ['[]', (lock) => writeFileSync(lock, '[]')],
  ['null', (lock) => writeFileSync(lock, 'null')],
  ['cut', (lock) => writeFileSync(lock, '{"format":"psyrun-lock","ver')],
  ['of every process', (lock) => writeFileSync(lock, '{"host":"h","pid":-1,"started":null}')],
  ['a folder', (lock) => mkdirSync(lock)],
  ['a link to itself', (lock) => symlinkSync(lock, lock)],
  ['a pipe', (lock) => execFileSync('mkfifo', [lock])],
])('a lock that is %s is kept, and the error names it', async (_, make) => {
  const file = join(folder, 'damaged');
  const lock = `${file}.lock`;
  make(lock);
  await expect(withWriteLock(file, nothing)).rejects.toMatchObject({
    code: 'PSYRUN_LOCK_DAMAGED',
    message: expect.stringMatching(
      /damaged\.lock is .* If no other process writes there, on this machine or another, remove the lock file: rm -r '.*'$/,
    ),
  });
  expect(lstatSync(lock)).toBeDefined();
  await followHint(withWriteLock(file, nothing));
  await withWriteLock(file, nothing);
});

test('any changed bit in a lock is detected', async () => {
  const file = join(folder, 'flipped');
  await withWriteLock(file, async () => {
    const lock = `${file}.lock`;
    const whole = readFileSync(lock);
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const flipped = Buffer.from(whole);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(lock, flipped);
      await expect(lockHolder(file)).rejects.toMatchObject({ code: 'PSYRUN_LOCK_DAMAGED' });
    }
  });
});

test('if several processes find the lock of a dead process, one of them gets it', async () => {
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
