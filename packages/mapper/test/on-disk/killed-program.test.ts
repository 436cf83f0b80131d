import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readJournal } from '@psyrun/journal';
import { NpzStore } from '@psyrun/store-npz';
import { gone, marked, newMark } from '../marked-processes.ts';

const root = mkdtempSync(join(tmpdir(), 'psyrun-killed-'));
afterAll(() => rmSync(root, { recursive: true }));
jest.setTimeout(60_000);
const programs: ChildProcess[] = [];
afterEach(() => programs.forEach((program) => program.kill('SIGKILL')));

const mark = newMark();
let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(root, 'case-')), 'result.npz');
});

/** Starts a program that maps a function of the fixtures on disk. */
function start(name: string, count: number): ChildProcess {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = new URL('../fixtures/disk-run.ts', import.meta.url).pathname;
  const options = ['--conditions=@psyrun/source', '--import', tsx, script, file, name, `${count}`];
  const program = spawn(process.execPath, options, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...mark },
    detached: true,
  });
  programs.push(program);
  return program;
}

/** Resolves when the program has reported that `count` rows are finished. */
async function finished(program: ChildProcess, count: number): Promise<void> {
  for await (const line of createInterface({ input: program.stdout! })) {
    if (Number(line) >= count) break;
  }
  program.stdout!.resume();
}

const evaluated = () =>
  existsSync(`${file}.evaluated`)
    ? readFileSync(`${file}.evaluated`, 'utf8').trim().split('\n').map(Number)
    : [];

async function expectCompleteAfterRestart(name: string, count: number) {
  const before = new Set<number>();
  for await (const { record } of readJournal(`${file}.journal`)) {
    expect(record.kind).toBe('done');
    before.add(record.index);
  }
  rmSync(`${file}.evaluated`);
  const program = start(name, count);
  program.stdout!.resume();
  expect(await once(program, 'exit')).toEqual([0, null]);
  expect(evaluated().filter((x) => before.has(x))).toEqual([]);
  const { x, y } = await new NpzStore().load(file);
  const all = Array.from({ length: count }, (_, i) => i);
  expect([...x!]).toEqual(all);
  expect([...y!]).toEqual(all.map((value) => value * value));
  return before;
}

describe('a killed program leaves no process, and continues where it stopped', () => {
  test('by a row', async () => {
    const program = start('killParent', 1000);
    program.stdout!.resume();
    expect(await once(program, 'exit')).toEqual([null, 'SIGKILL']);
    await gone(mark);
    expect(existsSync(file)).toBe(false);
    await expectCompleteAfterRestart('killParent', 1000);
  });

  test('while its workers compute', async () => {
    // More rows than one worker gets at a time, because the other worker may start late and needs
    // some, too.
    const program = start('compute', 5000);
    program.stdout!.resume();
    while (evaluated().filter((x) => x >= 300).length < 2) await sleep(50);
    expect(marked(mark).length).toBe(3);
    program.kill('SIGKILL');
    await once(program, 'exit');
    await gone(mark);
    writeFileSync(`${file}.again`, '');
    await expectCompleteAfterRestart('compute', 5000);
  });

  test('before its workers have started', async () => {
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const script = new URL('../fixtures/killed-at-once.ts', import.meta.url).pathname;
    const program = spawn(
      process.execPath,
      ['--conditions=@psyrun/source', '--import', tsx, script],
      { stdio: 'ignore', env: { ...process.env, ...mark } },
    );
    programs.push(program);
    expect(await once(program, 'exit')).toEqual([null, 'SIGKILL']);
    await gone(mark);
  });

  test('by Ctrl-C, which signals its whole process group', async () => {
    const program = start('pauseNoted', 400);
    await finished(program, 20);
    process.kill(-program.pid!, 'SIGINT');
    expect(await once(program, 'exit')).toEqual([null, 'SIGINT']);
    await gone(mark);
    const before = await expectCompleteAfterRestart('pauseNoted', 400);
    expect(before.size).toBeGreaterThan(0);
  });
});
