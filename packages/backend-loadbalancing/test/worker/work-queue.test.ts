import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Closable } from '@psyrun/core';
import { Ledger, type WorkContext } from '@psyrun/jobs';
import { openJournal, readJournal } from '@psyrun/journal';
import { functionAddress } from '@psyrun/mapper';
import type { WorkDirectory } from '@psyrun/run';
import { prepareRun } from '@psyrun/run';
import { FolderBoard } from '../../src/board/folder-board.ts';
import { claimName, leaseName, type ClaimNotice } from '../../src/board/notices.ts';
import { prepareQueue } from '../../src/queue/prepare-queue.ts';
import { folderOf, readQueue } from '../../src/queue/queue-file.ts';
import { MACHINE_TIME } from '../../src/board/timing.ts';
import { taskIn } from '../task-in.ts';

// Heartbeats are fast, and no lease ever expires.
jest.unstable_mockModule('../../src/board/timing.ts', () => ({
  MACHINE_TIME: { ...MACHINE_TIME, beat: 100, lease: 1e9 },
}));
const { workQueue } = await import('../../src/worker/work-queue.ts');

const MODULE = `data:text/javascript,
  export const double = ({ x }) => ({ y: 2 * x });
  export const chat = () => { console.log('x'.repeat(9 * 2 ** 20)); return {}; };
  export const block = ({ x }) => {
    for (const end = Date.now() + 700; Date.now() < end;);
    return {};
  };`;

let folder: string;
let logged: string;
const shared = new Map<string, Closable>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun work '));
  logged = '';
});
afterEach(async () => {
  for (const pool of shared.values()) await pool.close();
  shared.clear();
  rmSync(folder, { recursive: true });
});

/**
 * Makes a queue of rows. Returns a function that takes them as job 0 with one of several functions.
 */
async function queueOf(rows: number) {
  const task = taskIn(folder, 'w', rows);
  const { directory, run } = await prepareRun(task, { continue: false });
  const context: WorkContext = {
    index: 0,
    log: (text) => (logged += text),
    signal: new AbortController().signal,
    slots: 1,
    share: (key, make) => {
      if (!shared.has(key)) shared.set(key, make());
      return shared.get(key) as ReturnType<typeof make>;
    },
    rowEnded: () => undefined,
  };
  const { workdir } = task;
  await prepareQueue({ workdir, run }, context);
  const board = new FolderBoard(folderOf(directory, await readQueue(directory)));
  const work = (name: string, scheduler?: object) => {
    const evaluator = functionAddress(MODULE, name);
    const options = { workdir, run, evaluator, poolSize: 1, jobs: 2 };
    return workQueue({ ...options, node: process.execPath, ...scheduler }, context);
  };
  return { directory, run, board, work };
}

async function recordsOf(directory: WorkDirectory, worker: string): Promise<number[]> {
  const rows: number[] = [];
  for await (const { record } of readJournal(join(directory.out, `${worker}.journal`))) {
    rows.push(record.index);
  }
  return rows.sort((a, b) => a - b);
}

test('a worker has a heartbeat while its function computes without a pause', async () => {
  const { board, work } = await queueOf(2);
  const marks = new Set<number | undefined>();
  const looking = setInterval(() => void board.mark(leaseName('0')).then((m) => marks.add(m)), 20);
  try {
    expect(await work('block')).toBe(0);
  } finally {
    clearInterval(looking);
  }
  marks.delete(undefined);
  expect(marks.size).toBeGreaterThan(4);
});

test('takes over a worker on another machine when the scheduler says that its job has failed', async () => {
  const { directory, run, board, work } = await queueOf(20);
  const claim: ClaimNotice = { start: 0, stop: 8, worker: '7' };
  await board.post(leaseName('7'), '{"host":"elsewhere","pid":1,"started":null}');
  await board.post(claimName('base', 0), JSON.stringify(claim));
  const journal = await openJournal(join(directory.out, '7.journal'), { space: run.space.hash });
  const done = { kind: 'done', attempt: 1, startedAt: 0, duration: 1 } as const;
  journal.append({ ...done, index: 3, row: { x: 3, y: 6 } });
  await journal.close();
  const ledger = new Ledger(directory.ledger);
  const what = { name: 't:process', scheduler: 'fake', indices: [0, 7] };
  await ledger.receive(await ledger.intend(what), '12');

  const module = new URL('../fake-scheduler.ts', import.meta.url).href;
  const options = { '12_0': 'running', '12_7': 'failed' };
  expect(await work('double', { scheduler: { module, export: 'fakeScheduler', options } })).toBe(0);
  // The recorded rows of the other worker count.
  const rest = Array.from({ length: 20 }, (_, i) => i).filter((row) => row !== 3);
  expect(await recordsOf(directory, '0')).toEqual(rest);
  expect(logged).not.toContain('Warning');
});

test('of all that rows print, the log keeps the first 16 Mi characters', async () => {
  const { work } = await queueOf(2);
  expect(await work('chat')).toBe(0);
  const end = logged.indexOf('\n(The rest of the output of rows is left out');
  expect(end - logged.indexOf('xxx')).toBe(16 * 2 ** 20);
});
