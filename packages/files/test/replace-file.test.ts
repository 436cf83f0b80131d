import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { replaceFile } from '../src/replace-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
let made = 0;

function emptyFolder(): string {
  const path = join(folder, String(++made));
  mkdirSync(path);
  return path;
}

test('makes the file, written beside in the same folder', async () => {
  const file = join(emptyFolder(), 'a.txt');
  await replaceFile(file, async (path) => {
    expect(dirname(path)).toBe(dirname(file));
    writeFileSync(path, 'new', { flag: 'wx' });
  });
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(dirname(file))).toEqual(['a.txt']);
});

test('the old content is there until the new one is complete', async () => {
  const file = join(emptyFolder(), 'a.txt');
  writeFileSync(file, 'old');
  await replaceFile(file, async (path) => {
    writeFileSync(path, 'new');
    expect(readFileSync(file, 'utf8')).toBe('old');
  });
  expect(readFileSync(file, 'utf8')).toBe('new');
});

test('a failure leaves the old content and nothing beside it', async () => {
  const file = join(emptyFolder(), 'a.txt');
  writeFileSync(file, 'old');
  const failure = new Error('half-way');
  const writing = replaceFile(file, async (path) => {
    writeFileSync(path, 'ne');
    throw failure;
  });
  await expect(writing).rejects.toBe(failure);
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(dirname(file))).toEqual(['a.txt']);
});

test('a symbolic link stays, what it points to is replaced', async () => {
  const here = emptyFolder();
  const there = join(emptyFolder(), 'real.txt');
  writeFileSync(there, 'old');
  symlinkSync(there, join(here, 'link.txt'));
  await replaceFile(join(here, 'link.txt'), async (path) => writeFileSync(path, 'new'));
  expect(readFileSync(there, 'utf8')).toBe('new');
  expect(lstatSync(join(here, 'link.txt')).isSymbolicLink()).toBe(true);
});

test('a folder that is not there is named', async () => {
  const file = join(folder, 'nowhere', 'a.txt');
  const writing = replaceFile(file, async (path) => writeFileSync(path, 'new'));
  await expect(writing).rejects.toMatchObject({
    code: 'PSYRUN_FILE_NOT_FOUND',
    message: `The folder of ${file} is not there. Make the folder first.`,
  });
});

test('replacements at the same time do not mix', async () => {
  const file = join(emptyFolder(), 'a.txt');
  const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(1000));
  await Promise.all(
    texts.map((text) => replaceFile(file, async (path) => writeFileSync(path, text))),
  );
  expect(texts).toContain(readFileSync(file, 'utf8'));
  expect(readdirSync(dirname(file))).toEqual(['a.txt']);
});
