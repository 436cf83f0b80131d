import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import { writeRowsFile } from '../../src/directory/write-rows-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The content of a file of rows: its digest, then the rows. */
const rows = (text: string) => `${createHash('sha256').update(text).digest('hex')}\n${text}`;
const taskOf = (path: string, content: string) =>
  ({ rowsFile: { path, content: Buffer.from(content) } }) as unknown as Task;

test('a run that begins writes the file, one that goes on keeps it', async () => {
  const path = join(folder, 'work', 'rows-1');
  await writeRowsFile(taskOf(path, rows('first')), false);
  await writeRowsFile(taskOf(path, rows('second')), true);
  expect(readFileSync(path, 'utf8')).toBe(rows('first'));
  await writeRowsFile(taskOf(path, 'third'), false);
  expect(readFileSync(path, 'utf8')).toBe('third');
  expect(readdirSync(dirname(path))).toEqual(['rows-1']);
});

test('a run that goes on writes a file that is gone', async () => {
  const path = join(folder, 'rows-1');
  await writeRowsFile(taskOf(path, 'again'), true);
  expect(readFileSync(path, 'utf8')).toBe('again');
});

test('a run that goes on writes a file that is damaged', async () => {
  const path = join(folder, 'rows-1');
  const sound = rows('first');
  for (const damaged of ['', sound.slice(0, 70), sound.replace('first', 'firsT'), 'first\n']) {
    await writeRowsFile(taskOf(path, damaged), false);
    await writeRowsFile(taskOf(path, sound), true);
    expect(readFileSync(path, 'utf8')).toBe(sound);
  }
});

test('nothing is written for a task without such a file', async () => {
  await writeRowsFile({} as Task, false);
  expect(readdirSync(folder)).toEqual([]);
});
