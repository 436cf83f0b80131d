import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { tellFolder } from '../../src/load/tell-folder.ts';
import { folderWith } from '../fixtures/folder.ts';

test.each([
  ['read synchronously', () => readFileSync('in.txt')],
  ['read with a promise', () => readFile('in.txt')],
])('a file beside the task file that is sought elsewhere: %s', async (_how, read) => {
  const task = join(folderWith({ 'in.txt': '' }), 'task_t.ts');
  const error = await (async () => tellFolder<unknown>(task, read))().then(String, (e: Error) => e);
  const told = `Rows run in ${process.cwd()}. The file beside the task file is new URL("in.txt", import.meta.url)`;
  expect(error).toMatchObject({ code: 'ENOENT', message: expect.stringContaining(told) });
  expect((error as Error).stack).toContain(told);
});

const proxy = new Proxy(new Error('no'), { getOwnPropertyDescriptor: () => undefined });
const trap = Object.defineProperty(new Error('no'), 'code', {
  get: () => {
    throw new Error('never read');
  },
});

test.each<[string, unknown]>([
  ['a file that is nowhere', Object.assign(new Error('no'), { code: 'ENOENT', path: 'out.txt' })],
  ['an absolute path', Object.assign(new Error('no'), { code: 'ENOENT', path: '/in.txt' })],
  ['another reason', Object.assign(new Error('no'), { code: 'EACCES', path: 'in.txt' })],
  ['no path', Object.assign(new Error('no'), { code: 'ENOENT' })],
  ['a proxy', proxy],
  ['a getter', trap],
  [
    'a frozen error',
    Object.freeze(Object.assign(new Error('no'), { code: 'ENOENT', path: 'in.txt' })),
  ],
  ['a string', 'no'],
  ['nothing', undefined],
])('an error stays as it is: %s', (_what, thrown) => {
  const task = join(folderWith({ 'in.txt': '' }), 'task_t.ts');
  const before = thrown instanceof Error && thrown !== proxy ? thrown.message : '';
  let caught: unknown = 'nothing was thrown';
  try {
    tellFolder(task, () => {
      throw thrown;
    });
  } catch (error) {
    caught = error;
  }
  expect(Object.is(caught, thrown)).toBe(true);
  if (before !== '') expect((caught as Error).message).toBe(before);
});

test('what is returned stays as it is: a promise only if the function returned one', async () => {
  expect(tellFolder('/task_t.ts', () => 4)).toBe(4);
  expect(await tellFolder('/task_t.ts', async () => 4)).toBe(4);
});
