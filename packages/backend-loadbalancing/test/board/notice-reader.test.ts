import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { encodeDocument } from '@psyrun/files/documents';
import { FolderBoard } from '../../src/board/folder-board.ts';
import { CLAIM_NOTICE } from '../../src/board/notice-kinds.ts';
import { NoticeReader } from '../../src/board/notice-reader.ts';
import { MACHINE_TIME } from '../../src/board/timing.ts';

const claim = { start: 0, stop: 4, worker: '1' };
let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun notices '));
  file = join(folder, 'claim-base-0');
  await new FolderBoard(folder).post('claim-base-0', encodeDocument(CLAIM_NOTICE, claim));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Each reader reads a notice once. */
const read = () =>
  new NoticeReader(new FolderBoard(folder), MACHINE_TIME).read(CLAIM_NOTICE, 'claim-base-0');

test('a notice says what was posted, also one of an earlier version', async () => {
  expect(await read()).toEqual(claim);
  writeFileSync(file, JSON.stringify(claim));
  expect(await read()).toEqual(claim);
});

test('one changed bit anywhere in a notice is an error that names it', async () => {
  const whole = readFileSync(file);
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(file, flipped);
    await expect(read()).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT', fields: { file } });
  }
});

test.each<[string, () => void]>([
  ['empty', () => writeFileSync(file, '')],
  ['of no rows', () => writeFileSync(file, JSON.stringify({ ...claim, stop: 0 }))],
  ['null', () => writeFileSync(file, 'null')],
  ['a folder', () => mkdirSync(file)],
  ['a link to itself', () => symlinkSync(file, file)],
  ['a pipe', () => execFileSync('mkfifo', [file])],
])('a notice that is %s is an error that names it', async (_, make) => {
  rmSync(file);
  make();
  await expect(read()).rejects.toThrow(`${file} is `);
});
