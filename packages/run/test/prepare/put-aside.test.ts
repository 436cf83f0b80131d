import * as fs from 'node:fs';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { RunDescription } from '../../src/directory/run-description.ts';
import { WorkDirectory } from '../../src/directory/work-directory.ts';
import { putAside } from '../../src/prepare/put-aside.ts';

let directory: WorkDirectory;
/** The run that begins. */
let run: RunDescription;
beforeEach(() => {
  directory = new WorkDirectory(mkdtempSync(join(tmpdir(), 'psyrun-')));
  run = { resultfile: join(directory.root, 'result.pkl') } as RunDescription;
});
afterEach(() => rmSync(directory.root, { recursive: true }));

function write(...lines: (readonly [path: string, content: string])[]): void {
  for (const [path, content] of lines) {
    mkdirSync(join(directory.root, path, '..'), { recursive: true });
    writeFileSync(join(directory.root, path), content);
  }
}

const read = (path: string): string => readFileSync(join(directory.root, path), 'utf8');

test('a run that went on after an interrupted move is moved, and the moved part is kept', async () => {
  write(['previous/out/0.journal', 'moved before the crash'], ['out/0.journal', 'later']);
  write(['run.json', 'the run']);
  await putAside(directory, { run, former: undefined });
  expect(read('previous/run.json')).toBe('the run');
  expect(read('previous/out/0.journal')).toBe('moved before the crash');
  expect(read('previous/out.1/0.journal')).toBe('later');
  expect(existsSync(directory.out)).toBe(false);
});

test('the run before the former one is removed', async () => {
  write(['previous/out/0.journal', 'older'], ['previous/run.json', 'older']);
  write(['out/0.journal', 'newer'], ['run.json', 'newer']);
  await putAside(directory, { run, former: undefined });
  expect(read('previous/out/0.journal')).toBe('newer');
  expect(existsSync(join(directory.previous, 'out.1'))).toBe(false);
});

test('journals are moved even if an error of the file system hides them', async () => {
  write(['out/0.journal', 'of the former code'], ['run.json', 'the run']);
  jest.resetModules();
  jest.unstable_mockModule('node:fs', () => ({ ...fs, existsSync: () => false }));
  const blind = await import('../../src/prepare/put-aside.ts');
  await blind.putAside(directory, { run, former: undefined });
  expect(existsSync(directory.out)).toBe(false);
  expect(read('previous/out/0.journal')).toBe('of the former code');
});
