import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { logHeader } from '../../src/worker/log-header.ts';
import { logTail } from '../../src/worker/log-tail.ts';

const LONG_AGO = new Date(0);
let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-log-'));
  log = join(folder, 't:process:0.log');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('is the text that the job has written since its last start', async () => {
  writeFileSync(log, `${logHeader(new Date())}first life\n${logHeader(new Date())}second life\n`);
  expect(await logTail(log, LONG_AGO)).toBe('second life\n');
  appendFileSync(log, logHeader(new Date()));
  expect(await logTail(log, LONG_AGO)).toBe('');
});

test('is the end of a long log', async () => {
  writeFileSync(log, `${logHeader(new Date())}${'x'.repeat(1e5)}\nthe end\n`);
  const tail = await logTail(log, LONG_AGO);
  expect(tail.length).toBe(8192);
  expect(tail).toMatch(/x\nthe end\n$/);
});

test('is empty if there is no log, or only the log of an earlier run', async () => {
  expect(await logTail(log, LONG_AGO)).toBe('');
  writeFileSync(log, 'old\n');
  expect(await logTail(log, new Date(Date.now() + 60_000))).toBe('');
});
