import { link, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError, type Check } from '@psyrun/core';

const ELSEWHERE = 'Set workdir in the task files to a folder of another file system.';
/** Milliseconds by which clocks may differ: the times of a journal are rounded to less. */
const TOLERANCE = 2000;
/** Milliseconds from which on writing safely is slow. A disk of today takes 1 to 20. */
const SLOW = 100;

/**
 * Checks that a file can get a second name, and that a name is given only once: locks are made so.
 */
export async function hardLinkCheck(folder: string): Promise<Check> {
  const about = 'hard links';
  const [file, lock] = [join(folder, 'own'), join(folder, 'lock')];
  try {
    await writeFile(file, 'own');
    await link(file, lock);
  } catch (error) {
    return failed(about, error, 'Locks need hard links.');
  }
  const second = await link(file, lock).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (isSystemError(second) && second.code === 'EEXIST') {
    return { about, outcome: 'ok', found: 'A lock can be taken once.' };
  }
  return { about, outcome: 'failed', found: 'A lock can be taken twice.', advice: ELSEWHERE };
}

/** Checks that a file can take the place of another one: results and documents are replaced so. */
export async function renameCheck(folder: string): Promise<Check> {
  const about = 'renaming';
  const [file, other] = [join(folder, 'new'), join(folder, 'old')];
  try {
    await writeFile(other, 'old');
    await writeFile(file, 'new');
    await rename(file, other);
    if ((await readFile(other, 'utf8')) !== 'new') {
      const found = 'After renaming, the former content was read.';
      return { about, outcome: 'failed', found, advice: ELSEWHERE };
    }
  } catch (error) {
    return failed(about, error, 'Results are replaced by renaming.');
  }
  return { about, outcome: 'ok', found: 'A file is replaced as a whole.' };
}

/** Checks that content can be forced to the disk, and how long that takes. */
export async function syncCheck(folder: string): Promise<Check> {
  const about = 'writing safely';
  try {
    const file = await open(join(folder, 'synced'), 'w');
    try {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        await file.write('x'.repeat(4096));
        const start = performance.now();
        await file.sync();
        times.push(performance.now() - start);
      }
      return syncTime(about, times.sort((a, b) => a - b)[2]!);
    } finally {
      await file.close();
    }
  } catch (error) {
    return failed(about, error, 'What is recorded has to reach the disk.');
  }
}

function syncTime(about: string, milliseconds: number): Check {
  const found = `It takes ${milliseconds.toFixed(1)} ms (fsync).`;
  if (milliseconds < SLOW) return { about, outcome: 'ok', found };
  const advice = 'Give jobs more rows (fewer maxJobs): each job writes safely a few times.';
  return { about, outcome: 'warning', found, advice };
}

/** Compares the clock of this machine with the time that the file system gives to a new file. */
export async function clockCheck(folder: string, now = Date.now): Promise<Check> {
  const about = 'clock';
  const file = join(folder, 'clock');
  const before = now();
  await writeFile(file, 'now');
  const { mtimeMs } = await stat(file);
  const after = now();
  const off = mtimeMs < before ? mtimeMs - before : Math.max(0, mtimeMs - after);
  if (Math.abs(off) <= TOLERANCE) {
    return { about, outcome: 'ok', found: 'The file system has the time of this machine.' };
  }
  const found = `The file system is ${(Math.abs(off) / 1000).toFixed(0)} s ${off < 0 ? 'behind' : 'ahead of'} this machine.`;
  const advice =
    'Ask the administrators: the times in logs of several machines cannot be compared.';
  return { about, outcome: 'warning', found, advice };
}

function failed(about: string, error: unknown, why: string): Check {
  if (!isSystemError(error)) throw error;
  return { about, outcome: 'failed', found: `${error.message}. ${why}`, advice: ELSEWHERE };
}
