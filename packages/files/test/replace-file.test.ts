import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
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

test('creates the file from a temporary file in the same folder', async () => {
  const file = join(emptyFolder(), 'a.txt');
  await replaceFile(file, async (path) => {
    expect(dirname(path)).toBe(dirname(file));
    writeFileSync(path, 'new', { flag: 'wx' });
  });
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(readdirSync(dirname(file))).toEqual(['a.txt']);
});

test('the old content stays until the new content is complete', async () => {
  const file = join(emptyFolder(), 'a.txt');
  writeFileSync(file, 'old');
  await replaceFile(file, async (path) => {
    writeFileSync(path, 'new');
    expect(readFileSync(file, 'utf8')).toBe('old');
  });
  expect(readFileSync(file, 'utf8')).toBe('new');
});

test('a failure keeps the old content and leaves no temporary file', async () => {
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

test('a symbolic link stays and its target is replaced', async () => {
  const here = emptyFolder();
  const there = join(emptyFolder(), 'real.txt');
  writeFileSync(there, 'old');
  symlinkSync(there, join(here, 'link.txt'));
  await replaceFile(join(here, 'link.txt'), async (path) => writeFileSync(path, 'new'));
  expect(readFileSync(there, 'utf8')).toBe('new');
  expect(lstatSync(join(here, 'link.txt')).isSymbolicLink()).toBe(true);
});

test('the error for a missing folder names it', async () => {
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

test('a symbolic link to a missing file stays, and the file is created', async () => {
  const [here, there] = [emptyFolder(), emptyFolder()];
  symlinkSync(there, join(here, 'folder'));
  symlinkSync('folder/../next.txt', join(here, 'first.txt'));
  symlinkSync('last.txt', join(dirname(there), 'next.txt'));
  await replaceFile(join(here, 'first.txt'), async (path) => writeFileSync(path, 'new'));
  expect(lstatSync(join(here, 'first.txt')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(dirname(there), 'last.txt'), 'utf8')).toBe('new');
});

test('the new file has the permissions of the old one', async () => {
  const file = join(emptyFolder(), 'a.txt');
  writeFileSync(file, 'old');
  chmodSync(file, 0o600);
  await replaceFile(file, async (path) => writeFileSync(path, 'new'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a folder or a device is not replaced', async () => {
  for (const none of [emptyFolder(), '/dev/null']) {
    await expect(replaceFile(none, async (path) => writeFileSync(path, ''))).rejects.toMatchObject({
      code: 'PSYRUN_STORE_WRITE',
      message: `${none} is a folder or a device, not a file. Name a file.`,
    });
  }
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});
