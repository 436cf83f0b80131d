import { mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JobChain, JobId, JobTree, Scheduler, Submission } from '@psyrun/core';
import { Ledger } from '../../src/ledger/ledger.ts';
import { readJobFile } from '../../src/submit/job-file.ts';
import { submit } from '../../src/submit/submit.ts';

/** A scheduler that only records its calls. */
class Recorder implements Scheduler {
  readonly name = 'recorder';
  readonly capabilities;
  readonly defaultArgs = {};
  readonly asked: (Submission & { indices?: readonly number[] })[] = [];

  constructor(arrays: boolean) {
    this.capabilities = { arrays, immediate: false, outcomes: true };
  }

  async submit(submission: Submission): Promise<JobId> {
    return String(this.asked.push(submission));
  }

  async submitArray(indices: readonly number[], submission: Submission): Promise<JobId> {
    return String(this.asked.push({ ...submission, indices }));
  }

  async kill() {}
  async getStatus() {
    return new Map();
  }
  async getJobs() {
    return [];
  }
}

let directory: string;
let ledger: Ledger;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "psyrun submit 'µ' "));
  ledger = new Ledger(join(directory, 'ledger'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const work = {
  module: new URL('../fixtures/work.ts', import.meta.url).href,
  export: 'note',
  options: { file: '/dev/null' },
};
const tree = (splitDone: boolean, ...todo: number[]): JobChain => ({
  kind: 'chain',
  name: 'circle',
  jobs: [
    { kind: 'job', name: 'split', work, done: splitDone },
    { kind: 'array', name: 'process', work, size: 3, todo },
    { kind: 'job', name: 'merge', work, done: false, evenIfFailed: true },
  ],
});

async function submitTo(scheduler: Scheduler, jobs: JobTree, dependsOn: readonly JobId[] = []) {
  const lines: string[] = [];
  const ids = await submit(jobs, {
    scheduler,
    schedulerArgs: { timelimit: '1h' },
    ledger,
    directory,
    node: process.execPath,
    dependsOn,
    onJob: (name, submitted) => lines.push(`${submitted ? '.' : '-'} ${name}`),
  });
  return { ids, lines };
}

describe('with job arrays', () => {
  test('each step waits for the one before it, and only the merge starts after a failure', async () => {
    const scheduler = new Recorder(true);
    const { ids, lines } = await submitTo(scheduler, tree(false, 0, 1, 2));
    expect(
      scheduler.asked.map(({ name, dependsOn, evenIfFailed }) => [name, dependsOn, evenIfFailed]),
    ).toEqual([
      ['circle:split', [], false],
      ['circle:process', ['1'], false],
      ['circle:merge', ['2'], true],
    ]);
    expect(ids).toEqual(['3']);
    expect(lines).toEqual([
      '. circle:split',
      '. circle:process',
      '. circle:process:0',
      '. circle:process:1',
      '. circle:process:2',
      '. circle:merge',
    ]);
  });

  test('only the indices that are not done are submitted', async () => {
    const scheduler = new Recorder(true);
    const { lines } = await submitTo(scheduler, tree(true, 1));
    expect(scheduler.asked.map(({ name, indices }) => [name, indices])).toEqual([
      ['circle:process', [1]],
      ['circle:merge', undefined],
    ]);
    expect(lines).toEqual([
      '- circle:split',
      '. circle:process',
      '- circle:process:0',
      '. circle:process:1',
      '- circle:process:2',
      '. circle:merge',
    ]);
  });

  test('the index is in the command and in the name of the log', async () => {
    const scheduler = new Recorder(true);
    await submitTo(scheduler, tree(true, 1));
    expect(scheduler.asked[0]!.argv.at(-1)).toBe('%a');
    expect(scheduler.asked[0]!.log).toBe(join(directory, 'circle:process:%a.log'));
    expect(scheduler.asked[0]!.args).toEqual({ timelimit: '1h' });
  });
});

test('without job arrays, each element is a separate job', async () => {
  const scheduler = new Recorder(false);
  const { ids } = await submitTo(scheduler, tree(true, 0, 2));
  expect(
    scheduler.asked.map(({ name, argv, dependsOn }) => [name, argv.at(-1), dependsOn]),
  ).toEqual([
    ['circle:process:0', '0', []],
    ['circle:process:2', '2', []],
    ['circle:merge', join(directory, 'circle:merge.json'), ['1', '2']],
  ]);
  expect(ids).toEqual(['3']);
});

test('nothing is submitted if all jobs are done', async () => {
  const scheduler = new Recorder(true);
  const jobs = tree(true).jobs.slice(0, 2);
  await submitTo(scheduler, { kind: 'chain', name: 'circle', jobs });
  expect(scheduler.asked).toEqual([]);
  expect(await ledger.entries()).toEqual([]);
});

test('the ledger holds each submission with the answer of the scheduler', async () => {
  await submitTo(new Recorder(true), tree(true, 0, 2));
  expect((await ledger.entries()).map(({ name, indices, job }) => [name, indices, job])).toEqual([
    ['circle:process', [0, 2], '1'],
    ['circle:merge', undefined, '2'],
  ]);
});

test('if the answer is lost, the intent stays', async () => {
  const scheduler = new Recorder(true);
  scheduler.submit = async () => {
    throw new Error('timed out');
  };
  await expect(submitTo(scheduler, tree(false, 0))).rejects.toThrow('timed out');
  expect((await ledger.entries()).map(({ name, job }) => [name, job])).toEqual([
    ['circle:split', undefined],
  ]);
});

test('a submitted job can also run in this process and writes the header of the log first', async () => {
  const scheduler = new Recorder(true);
  await submitTo(scheduler, tree(true, 1));
  let log = '';
  const exitCode = await scheduler.asked[0]!.here!(1, {
    log: (text) => (log += text),
    signal: new AbortController().signal,
    slots: 1,
    share: (_key, make) => make(),
  });
  expect(exitCode).toBe(0);
  expect(log).toMatch(/^\n-{70}\nJob started \(.*, UTC\)\n-{70}\nworking on 1\n$/);
});

test('the job file exists before the scheduler is called', async () => {
  const scheduler = new Recorder(true);
  scheduler.submit = async ({ argv }) => {
    expect(existsSync(argv.at(-1)!)).toBe(true);
    expect(await readJobFile(argv.at(-1)!)).toMatchObject({ work });
    return '1';
  };
  await submitTo(scheduler, { kind: 'job', name: 'circle', work, done: false });
  expect.assertions(2);
});

test('the first jobs of a tree run after given jobs', async () => {
  const scheduler = new Recorder(true);
  await submitTo(scheduler, tree(false, 0), ['70', '71']);
  expect(scheduler.asked.map(({ dependsOn }) => dependsOn)).toEqual([['70', '71'], ['1'], ['2']]);
});
