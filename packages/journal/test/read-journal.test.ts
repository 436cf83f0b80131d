import { appendFileSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { decode } from '@msgpack/msgpack';
import { expect, jest, test } from '@jest/globals';
import { HEADER } from '../src/frame.ts';
import { openJournal } from '../src/open-journal.ts';
import { scanJournal, type JournalPlace, type ScannedEntry } from '../src/read-journal.ts';
import { done, entriesOf, failed, recordsOf, temporaryFolder } from './records.ts';

jest.setTimeout(30_000);

const folder = temporaryFolder();

test('scanning and reading return the same records', async () => {
  const journal = await openJournal(join(folder, 'scan'), { job: 1 });
  for (let i = 0; i < 5000; i++) journal.append(i % 7 ? done(2 ** 40 + i) : failed(i));
  await journal.close();
  const scanned: unknown[] = [];
  let end = HEADER.length;
  await scanJournal(journal.file, ({ offset, size, ...entry }, record) => {
    scanned.push({ ...entry, record: record() });
    expect(offset).toBeGreaterThanOrEqual(end);
    end = offset + size;
  });
  expect(end).toBe(statSync(journal.file).size);
  const read = (await entriesOf(journal.file)).map(({ session, record }) => {
    const { kind, index, attempt } = record;
    return { session, kind, index, attempt, record };
  });
  expect(scanned).toEqual(read);
  expect(read).toHaveLength(5000);
});

test('scanning continues where it ended, in the same session', async () => {
  const file = join(folder, 'on');
  const seen: unknown[] = [];
  let place: JournalPlace | undefined;
  for (const [session, rows] of [
    [1, [0, 1]],
    [2, []],
    [3, [2, 3]],
  ] as const) {
    const journal = await openJournal(file, { session });
    for (const row of rows) journal.append(done(row, { data: new Uint8Array(1e6) }));
    await journal.flush();
    // Incomplete records of a dead writer are not skipped for ever.
    appendFileSync(file, 'torn');
    const visit = (entry: ScannedEntry) => seen.push([entry.session['session'], entry.index]);
    place = await scanJournal(file, visit, place);
    truncateSync(file, statSync(file).size - 'torn'.length);
    journal.append(done(10 + session));
    await journal.close();
  }
  expect(seen).toEqual([
    [1, 0],
    [1, 1],
    [1, 11],
    [2, 12],
    [3, 2],
    [3, 3],
  ]);
});

test('reading during a write returns complete records only', async () => {
  const journal = await openJournal(join(folder, 'beside'), {});
  let reads = 0;
  for (let i = 0; i < 300; i++) {
    journal.append(done(i, { data: new Uint8Array(10_000) }));
    if (i % 20 === 0) reads = (await recordsOf(journal.file)).length;
  }
  expect(reads).toBeGreaterThan(0);
  expect(reads).toBeLessThan(300);
  await journal.close();
  expect(await recordsOf(journal.file)).toHaveLength(300);
});

test('a missing file is named', async () => {
  const file = join(folder, 'none');
  await expect(recordsOf(file)).rejects.toMatchObject({
    code: 'PSYRUN_FILE_NOT_FOUND',
    fields: { file },
  });
});

test('a reader written from the description in the README reads it', async () => {
  const journal = await openJournal(join(folder, 'format'), { run: 'r1' });
  journal.append(done(3, { a: 0.5, b: 'x' }));
  journal.append(failed(4));
  await journal.close();
  const { row, error, attempt } = failed(4);
  expect(readAsDescribed(readFileSync(journal.file))).toEqual([
    { run: 'r1' },
    { kind: 1, index: 3, attempt: 1, body: [1_700_000_000_000, 0.25, { a: 0.5, b: 'x' }] },
    { kind: 2, index: 4, attempt, body: [1_700_000_000_001, 3, row, error] },
  ]);
});

/** Knows nothing of this package's sources. */
function readAsDescribed(file: Buffer): unknown[] {
  const firstLine = 'psyrun journal 1\n';
  expect(file.toString('latin1', 0, 17)).toBe(firstLine);
  const frames: unknown[] = [];
  for (let at = 17; at < file.length;) {
    const payload = file.subarray(at + 8, at + 8 + file.readUInt32LE(at));
    expect(crc32(payload)).toBe(file.readUInt32LE(at + 4));
    const kind = payload[0]!;
    if (kind === 0) frames.push(decode(payload.subarray(1)));
    else {
      const index = payload.readDoubleLE(1);
      const body = decode(payload.subarray(13));
      frames.push({ kind, index, attempt: payload.readUInt32LE(9), body });
    }
    at += 8 + payload.length;
  }
  return frames;
}
