import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { describeWorkerProgram } from '../../src/program/describe-worker-program.ts';
import { failingCases } from '../store/failing-cases.ts';

jest.setTimeout(120_000);
const SQUARES = {
  examples: [3, 0, 1.5, -2].map((x) => ({ row: { x }, result: { y: x * x } })),
  failing: { x: 'a text' },
};
const PROGRAM = fileURLToPath(new URL('right-program.mjs', import.meta.url));
const inNode = (...args: string[]) => ({ argv: [process.execPath, PROGRAM, ...args], ...SQUARES });

const folder = mkdtempSync(join(tmpdir(), 'psyrun-program-'));
const inC = join(folder, 'worker');
execFileSync('cc', ['-O', '-o', inC, fileURLToPath(new URL('worker.c', import.meta.url))]);
afterAll(() => rmSync(folder, { recursive: true }));

describeWorkerProgram({ describe, test, expect }, 'a program in plain Node', inNode());
describeWorkerProgram({ describe, test, expect }, 'a program in C', { argv: [inC], ...SQUARES });

const FIRST = 'starting: says hello first, in version 1 of the protocol';
const READY = 'starting: is ready once, when rows ask for it';
const AGAIN = 'starting: sets up again for another process number, and for other keys to exclude';
const EACH = 'evaluating: reports the result of each row once, in order';
const GOES_ON = 'evaluating: reports a row that fails, and goes on';
const SIGNALS = 'ending: lives on after the signals that a cluster sends to all processes of a job';
const WRONG: readonly (readonly [string, string])[] = [
  ['no hello', FIRST],
  ['other protocol', FIRST],
  ['ready at once', READY],
  ['always ready', READY],
  ['sets up once', AGAIN],
  ['wrong result', EACH],
  ['reports twice', EACH],
  ['unequal lists', EACH],
  ['exits at a bad row', GOES_ON],
  ['forgets a bad row', GOES_ON],
  ['one read is one message', 'evaluating: reads messages in pieces of any size'],
  ['knows all kinds', 'evaluating: ignores kinds and members that it does not know'],
  ['no pong', 'evaluating: answers a ping with the number of rows that it has'],
  ['prints its messages', 'evaluating: writes no message to the standard output'],
  ['wrong exit code', 'ending: exits with 0 when its messages end'],
  ['dies of signals', SIGNALS],
];

test.each(WRONG)('a program that is wrong in one way fails: %s', async (name, failing) => {
  const found = await failingCases((runner) =>
    describeWorkerProgram(runner, name, { ...inNode(name), patience: 3000 }),
  );
  expect(found).toContain(failing);
});
