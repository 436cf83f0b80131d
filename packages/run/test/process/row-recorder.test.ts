import { join } from 'node:path';
import { expect, test } from '@jest/globals';
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
  readonly rowEnded?: (kind: 'done' | 'failed') => void;
}

async function newRecorder({ signal, folder = newFolder(), rowEnded }: Recording) {
  const file = join(folder, '0.journal');
  const task = taskIn(newFolder(), param({ x: [0, 1] }));
  const { run } = await prepareRun(task, { continue: false });
  const context = {
    index: 0,
    log: () => undefined,
    signal: signal ?? new AbortController().signal,
    rowEnded: rowEnded ?? (() => undefined),
    slots: 1,
    share: <T>(_: string, make: () => T) => make(),
  };
  const recorder = await RowRecorder.open({ run, job: 0, file, attempts: new Map(), context });
  return { recorder, file };
}

async function kindsIn(file: string): Promise<string[]> {
  const kinds: string[] = [];
  for await (const { record } of readJournal(file)) kinds.push(record.kind);
  return kinds;
}

/** Records a done and a failed row. Resolves to the kinds of the records in the journal. */
async function recordedWith(signal: AbortSignal): Promise<string[]> {
  const { recorder, file } = await newRecorder({ signal });
  recorder.record(done);
  recorder.record(failed);
  await recorder.close();
  return kindsIn(file);
}

test.each([
  ['a job that runs', new AbortController().signal, ['done', 'failed']],
  ['a job with a warning of its time limit', AbortSignal.abort('SIGUSR1'), ['done', 'failed']],
  ['a job that is being ended', AbortSignal.abort('SIGTERM'), ['done']],
])('the records of %s', async (_job, signal, kinds) => {
  expect(await recordedWith(signal)).toEqual(kinds);
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
