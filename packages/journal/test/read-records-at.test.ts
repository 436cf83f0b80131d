import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openJournal } from '../src/open-journal.ts';
import { readRecordsAt } from '../src/read-records-at.ts';
import { scanJournal } from '../src/read-journal.ts';
import { done, recordsOf, temporaryFolder } from './records.ts';

const folder = temporaryFolder();

/** Writes records with rows of these numbers of bytes. Resolves to the file and their offsets. */
async function journalOf(name: string, sizes: readonly number[]) {
  const journal = await openJournal(join(folder, name), {});
  sizes.forEach((size, i) => journal.append(done(i, { text: String(i % 10).repeat(size) })));
  await journal.close();
  const offsets: number[] = [];
  await scanJournal(journal.file, ({ offset }) => offsets.push(offset));
  return { file: journal.file, offsets };
}

test('reads any records, small and large, near and far', async () => {
  const sizes = Array.from({ length: 300 }, (_, i) => [3, 5000, 90_000, 1_500_000][i % 50] ?? 40);
  const { file, offsets } = await journalOf('any', sizes);
  const all = await recordsOf(file);
  for (const step of [1, 2, 7, 100]) {
    const chosen = all.map((_, i) => i).filter((i) => i % step === 0);
    const read: unknown[] = [];
    const at = chosen.map((i) => offsets[i]!);
    await readRecordsAt(file, at, (record, i) => read.push([i, record]));
    expect(read).toEqual(chosen.map((index, i) => [i, all[index]]));
  }
});

test('a record that is no longer there is refused', async () => {
  const { file, offsets } = await journalOf('changed', [10, 10, 10]);
  const read: number[] = [];
  const bytes = readFileSync(file);
  bytes[offsets[1]! + 30]! ^= 1;
  writeFileSync(file, bytes);
  const reading = readRecordsAt(file, offsets, ({ index }) => read.push(index));
  await expect(reading).rejects.toMatchObject({
    code: 'PSYRUN_FILE_FORMAT',
    fields: { offset: offsets[1] },
  });
  expect(read).toEqual([0]);
  truncateSync(file, offsets[1]);
  const beyond = readRecordsAt(file, [offsets[2]!], () => undefined);
  await expect(beyond).rejects.toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
  appendFileSync(file, Buffer.alloc(200, 0xff));
  const other = readRecordsAt(file, [offsets[1]!], () => undefined);
  await expect(other).rejects.toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
});
