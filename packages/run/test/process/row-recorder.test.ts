import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readJournal } from '@psyrun/journal';
import type { RowOutcome } from '@psyrun/mapper';
import { param } from '@psyrun/pspace';
import { RowRecorder } from '../../src/process/row-recorder.ts';
import { prepareRun } from '../../src/prepare/prepare-run.ts';
import { newFolder, taskIn } from '../fixtures.ts';

const times = { startedAt: 0, duration: 1 };
const done: RowOutcome = { kind: 'done', index: 0, row: { x: 0, y: 0 }, ...times };
const error = { name: 'Error', message: 'killed', reason: 'threw' as const };
const failed: RowOutcome = { kind: 'failed', index: 1, row: { x: 1 }, error, ...times };

/** Records rows. Resolves to the kinds of the records in the journal, the log and the error. */
async function recordedWith(
  outcomes: readonly RowOutcome[],
  signal: AbortSignal = new AbortController().signal,
) {
  const folder = newFolder();
  const file = join(folder, '0.journal');
  const { run } = await prepareRun(taskIn(folder, param({ x: [0, 1] })), { continue: false });
  let log = '';
  const onLog = (text: string) => (log += text);
  const context = { index: 0, log: onLog, signal, rowEnded: () => undefined };
  const recorder = await RowRecorder.open({
    run,
    job: 0,
    file,
    attempts: new Map(),
    context: { ...context, slots: 1, share: (_, make) => make() },
  });
  let error: unknown;
  try {
    for (const outcome of outcomes) recorder.record(outcome);
  } catch (thrown) {
    error = thrown;
  }
  await recorder.close();
  const kinds: string[] = [];
  for await (const { record } of readJournal(file)) kinds.push(record.kind);
  return { kinds, log, error };
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
