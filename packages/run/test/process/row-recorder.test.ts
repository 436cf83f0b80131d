import { join } from 'node:path';
import { expect, test } from '@jest/globals';
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

/** Records a done and a failed row. Resolves to the kinds of the records in the journal. */
async function recordedWith(signal: AbortSignal): Promise<string[]> {
  const folder = newFolder();
  const file = join(folder, '0.journal');
  const { run } = await prepareRun(taskIn(folder, param({ x: [0, 1] })), { continue: false });
  const context = { index: 0, log: () => undefined, signal, rowEnded: () => undefined };
  const recorder = await RowRecorder.open({
    run,
    job: 0,
    file,
    attempts: new Map(),
    context: { ...context, slots: 1, share: (_, make) => make() },
  });
  recorder.record(done);
  recorder.record(failed);
  await recorder.close();
  const kinds: string[] = [];
  for await (const { record } of readJournal(file)) kinds.push(record.kind);
  return kinds;
}

test.each([
  ['a job that runs', new AbortController().signal, ['done', 'failed']],
  ['a job with a warning of its time limit', AbortSignal.abort('SIGUSR1'), ['done', 'failed']],
  ['a job that is being ended', AbortSignal.abort('SIGTERM'), ['done']],
])('the records of %s', async (_job, signal, kinds) => {
  expect(await recordedWith(signal)).toEqual(kinds);
});
