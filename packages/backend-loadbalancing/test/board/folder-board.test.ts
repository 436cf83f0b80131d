import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FolderBoard } from '../../src/board/folder-board.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun board '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('if many post at the same time, one succeeds, and its content is readable', async () => {
  for (let round = 0; round < 20; round++) {
    const boards = Array.from({ length: 20 }, () => new FolderBoard(folder));
    const name = `claim-base-${round}`;
    const won = await Promise.all(boards.map((board, i) => board.post(name, `worker ${i}`)));
    expect(won.filter((success) => success)).toHaveLength(1);
    expect(await boards[0]!.read(name)).toBe(`worker ${won.indexOf(true)}`);
  }
  expect(readdirSync(folder)).toHaveLength(20);
});

test('a missing notice is undefined', async () => {
  const board = new FolderBoard(folder);
  expect(await board.read('worker-0')).toBeUndefined();
  expect(await board.mark('worker-0')).toBeUndefined();
  expect(await board.names()).toEqual([]);
});

test('every touch changes the mark, even if the clock is set back', async () => {
  const board = new FolderBoard(folder);
  await board.post('worker-0', '{}');
  const marks = new Set([await board.mark('worker-0')]);
  const { now } = Date;
  try {
    for (const shift of [0, 0, -3_600_000, -3_600_000, 0]) {
      Date.now = () => now() + shift;
      await board.touch('worker-0');
      marks.add(await board.mark('worker-0'));
    }
  } finally {
    Date.now = now;
  }
  expect(marks.size).toBe(6);
});

test('a missing folder means that the run has been replaced', async () => {
  const board = new FolderBoard(join(folder, 'gone'));
  const superseded = expect.objectContaining({ code: 'PSYRUN_RUN_SUPERSEDED' });
  await expect(board.post('worker-0', '')).rejects.toEqual(superseded);
  await expect(board.names()).rejects.toEqual(superseded);
  await expect(board.touch('worker-0')).rejects.toEqual(superseded);
});
