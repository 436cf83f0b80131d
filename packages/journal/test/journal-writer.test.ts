import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, jest, test } from '@jest/globals';
import { JournalWriter } from '../src/journal-writer.ts';
import { openJournal } from '../src/open-journal.ts';
import { done, recordsOf, temporaryFolder } from './records.ts';

jest.setTimeout(30_000);

const folder = temporaryFolder();

test('a group is written without a flush', async () => {
  const journal = await openJournal(join(folder, 'group'), {});
  journal.append(done(0));
  while ((await recordsOf(journal.file)).length < 1) await sleep(10);
  await journal.close();
});

test('a group is written while the process computes and no timer can fire', async () => {
  const journal = await openJournal(join(folder, 'busy'), {});
  journal.append(done(0));
  const before = statSync(journal.file).size;
  for (const end = performance.now() + 80; performance.now() < end;);
  journal.append(done(1));
  expect(statSync(journal.file).size).toBeGreaterThan(before);
  await journal.close();
});

test('a value that cannot be stored is not written', async () => {
  const journal = await openJournal(join(folder, 'refused'), {});
  const append = () => journal.append(done(0, { y: () => 1 }));
  expect(append).toThrow(expect.objectContaining({ code: 'PSYRUN_RESULT_VALUE' }));
  journal.append(done(1));
  await journal.close();
  expect((await recordsOf(journal.file)).map(({ index }) => index)).toEqual([1]);
});

test('records are told when they are in the file', async () => {
  const told: number[] = [];
  const onWritten = (records: number) => told.push(records);
  const journal = await openJournal(join(folder, 'told'), {}, { onWritten });
  journal.append(done(0));
  journal.append(done(1));
  const before = (await recordsOf(journal.file)).length;
  expect({ before, told }).toEqual({ before: 0, told: [] });
  await journal.flush();
  expect(told).toEqual([2]);
  await journal.close();
});

test('a full disk fails the flush, every later append, and the close', async () => {
  let written = 0;
  const journal = new JournalWriter('/dev/full', await open('/dev/full', 'a'), (records) => {
    written += records;
  });
  const failure = { code: 'PSYRUN_JOURNAL_WRITE' };
  journal.append(done(0));
  await expect(journal.flush()).rejects.toMatchObject(failure);
  expect(() => journal.append(done(1))).toThrow(/ENOSPC/);
  await expect(journal.close()).rejects.toMatchObject(failure);
  expect(written).toBe(0);
});

test('a closed journal accepts no record', async () => {
  const journal = await openJournal(join(folder, 'closed'), {});
  await journal.close();
  await journal.close();
  const append = () => journal.append(done(0));
  expect(append).toThrow(expect.objectContaining({ code: 'PSYRUN_JOURNAL_WRITE' }));
});

const writers: ReturnType<typeof startWriter>[] = [];
afterEach(() => writers.splice(0).forEach((writer) => writer.kill('SIGKILL')));

test('flushed records survive kill -9 of the writer at any moment', async () => {
  const file = join(folder, 'killed');
  let told = 0;
  for (let round = 0; round < 4; round++) {
    const writer = startWriter(file);
    writers.push(writer);
    const exit = once(writer, 'exit');
    const lines = createInterface({ input: writer.stdout });
    const enough = told + 20 * round + 1;
    for await (const line of lines) {
      told = Number(line);
      if (told >= enough) break;
    }
    writer.kill('SIGKILL');
    expect(await exit).toEqual([null, 'SIGKILL']);
    const indices = (await recordsOf(file)).map(({ index }) => index);
    expect(indices).toEqual(indices.map((_, i) => i));
    expect(indices.length).toBeGreaterThanOrEqual(told);
  }
}, 120_000);

/** A process that appends records from where the file ends, and prints how many are flushed. */
function startWriter(file: string) {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = new URL('./fixtures/writer.ts', import.meta.url).pathname;
  const options = ['--conditions=@psyrun/source', '--import', tsx, script, file];
  return spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
}
