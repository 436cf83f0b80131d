import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readJournal } from '@psyrun/journal';
import type { RowOutcome } from '@psyrun/mapper';
import { param } from '@psyrun/pspace';
import { RowRecorder } from '../../src/process/row-recorder.ts';
import { prepareRun } from '../../src/prepare/prepare-run.ts';
import { newFolder, taskIn } from '../fixtures.ts';
import { canMount, onDisk } from '../on-disk.ts';

const times = { startedAt: 0, duration: 1 };
const done: RowOutcome = { kind: 'done', index: 0, row: { x: 0, y: 0 }, ...times };
const error = { name: 'Error', message: 'killed', reason: 'threw' as const };
const failed: RowOutcome = { kind: 'failed', index: 1, row: { x: 1 }, error, ...times };

interface Recording {
  readonly signal?: AbortSignal;
  /** The folder of the journal. */
  readonly folder?: string;
  readonly log?: (text: string) => void;
  readonly rowEnded?: (kind: 'done' | 'failed') => void;
  /** The packages that the task imports, by name. */
  readonly packages?: Record<string, string>;
  /** The Node that has begun the run. Default: this one. */
  readonly node?: string;
}

async function newRecorder(recording: Recording) {
  const { signal, folder = newFolder(), log, rowEnded, packages = {} } = recording;
  const { node = process.versions.node } = recording;
  const file = join(folder, '0.journal');
  const more = { packages: () => Promise.resolve(packages) };
  const task = taskIn(newFolder(), param({ x: [0, 1] }), more);
  const { run: begun } = await prepareRun(task, { continue: false });
  const run = { ...begun, versions: { ...begun.versions, node } };
  const context = {
    index: 0,
    log: log ?? (() => undefined),
    signal: signal ?? new AbortController().signal,
    rowEnded: rowEnded ?? (() => undefined),
    slots: 1,
    share: <T>(_: string, make: () => T) => make(),
  };
  const recorder = await RowRecorder.open({
    ...{ run, space: task.pspace, job: 0, file },
    attempts: new Map(),
    context,
  });
  return { recorder, file };
}

async function kindsIn(file: string): Promise<string[]> {
  const kinds: string[] = [];
  for await (const { record } of readJournal(file)) kinds.push(record.kind);
  return kinds;
}

/** Records rows. Resolves to the kinds of the records in the journal, the log and the error. */
async function recordedWith(outcomes: readonly RowOutcome[], signal?: AbortSignal) {
  let log = '';
  const onLog = (text: string) => void (log += text);
  const { recorder, file } = await newRecorder({ log: onLog, ...(signal && { signal }) });
  let error: unknown;
  try {
    for (const outcome of outcomes) recorder.record(outcome);
  } catch (thrown) {
    error = thrown;
  }
  await recorder.close();
  return { kinds: await kindsIn(file), log, error };
}

test.each([
  ['a job that runs', new AbortController().signal, ['done', 'failed']],
  ['a job with a warning of its time limit', AbortSignal.abort('SIGUSR1'), ['done', 'failed']],
  ['a job that is being ended', AbortSignal.abort('SIGTERM'), ['done']],
])('the records of %s', async (_job, signal, kinds) => {
  expect((await recordedWith([done, failed], signal)).kinds).toEqual(kinds);
});

describe('a row that the store cannot hold is recorded, and', () => {
  /** No datetime of Python is that late. */
  const odd: RowOutcome = { ...done, index: 1, row: { x: 1, when: new Date(8.64e15) } };

  test('ends the job if it is the first that is done', async () => {
    const { kinds, error } = await recordedWith([failed, odd, done]);
    expect(kinds).toEqual(['failed', 'done']);
    expect(error).toMatchObject({ code: 'PSYRUN_STORE_VALUE', fields: { key: 'when', row: 1 } });
    expect((error as Error).message).toMatch(/^Row 1 of "when" holds the date .*psy run -c t\.$/);
  });

  test('is told in the log if another row is done', async () => {
    const { kinds, log, error } = await recordedWith([done, odd, done]);
    expect({ kinds, error }).toEqual({ kinds: ['done', 'done', 'done'], error: undefined });
    expect(log).toMatch(/^Warning: Row 1 of "when" holds the date .* left out of the result\.\n$/);
  });
});

test('a row is told of when its record is written, and a row that is tried again is not', async () => {
  const told: string[] = [];
  const { recorder } = await newRecorder({ rowEnded: (kind) => told.push(kind) });
  recorder.record(failed, true);
  recorder.record(done);
  expect(told).toEqual([]);
  await recorder.flush();
  expect(told).toEqual(['done']);
  await recorder.close();
});

if (canMount) {
  test('on a full disk, no more rows are told of than are recorded', async () => {
    await onDisk('size=64k', async (folder) => {
      let told = 0;
      const { recorder, file } = await newRecorder({ folder, rowEnded: () => told++ });
      const row = { x: 0, y: 'a'.repeat(10_000) };
      for (let i = 0; i < 5; i++) recorder.record({ ...done, row });
      await recorder.flush();
      for (let i = 0; i < 5; i++) recorder.record({ ...done, row });
      await expect(recorder.close()).rejects.toMatchObject({ code: 'PSYRUN_JOURNAL_WRITE' });
      expect(told).toBe(5);
      expect((await kindsIn(file)).length).toBeGreaterThanOrEqual(5);
    });
  });
}

test('the log tells which versions are not those of the machine where the run began', async () => {
  let log = '';
  const packages = { python: '3.11.7', numpy: '2.4.6' };
  const { recorder } = await newRecorder({ packages, log: (text) => void (log += text) });
  recorder.evaluatedWith({ python: '3.11.7', numpy: '1.24.2', scipy: '1.10.1' });
  recorder.evaluatedWith({ python: '3.11.7', numpy: '1.24.2', scipy: '1.10.1' });
  await recorder.close();
  expect(log).toBe('Warning: numpy is 1.24.2 here, and 2.4.6 where the run began.\n');
});

test('the records that follow the versions of a program are of these versions', async () => {
  const { recorder, file } = await newRecorder({});
  recorder.record(failed);
  recorder.evaluatedWith({ python: '3.11.2' });
  recorder.evaluatedWith({ python: '3.11.2' });
  recorder.record(done);
  await recorder.close();
  const versions: unknown[] = [];
  for await (const { session } of readJournal(file)) versions.push(session['versions']);
  expect(versions).toEqual([undefined, { python: '3.11.2' }]);
});

test('the log warns of another major version of Node, and only of that', async () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  let log = '';
  const logged = (text: string) => void (log += text);
  const same = await newRecorder({ node: `${major}.${minor! + 1}.0`, log: logged });
  await same.recorder.close();
  expect(log).toBe('');
  const other = await newRecorder({ node: `${major! - 1}.2.0`, log: logged });
  await other.recorder.close();
  const { node } = process.versions;
  expect(log).toBe(`Warning: node is ${node} here, and ${major! - 1}.2.0 where the run began.\n`);
});
