import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { claimedLength } from '../../src/frame.ts';
import { openJournal } from '../../src/open-journal.ts';
import { readJournal, scanJournal, type JournalScan } from '../../src/read-journal.ts';
import { done, failed, recordsOf, temporaryFolder } from '../records.ts';

const folder = temporaryFolder();
const damagedFile = join(folder, 'damaged');
const ROWS = 12;
const HEADER_BYTES = 17;

let whole: Buffer;
/** The offsets of all frames and of the end: the first one is that of the session. */
let frames: number[];

beforeAll(async () => {
  const journal = await openJournal(join(folder, 'whole'), { job: 'a' });
  for (let i = 0; i < ROWS; i++) journal.append(i % 3 === 2 ? failed(i) : done(i));
  await journal.close();
  whole = readFileSync(journal.file);
  frames = [HEADER_BYTES];
  for (let at = HEADER_BYTES; at < whole.length; frames.push(at)) at += 8 + whole.readUInt32LE(at);
});

/** Reads a journal with this content. Resolves to the index and the job of each record, and the scan. */
async function read(content: Buffer): Promise<{ seen: [number, unknown][]; scan: JournalScan }> {
  writeFileSync(damagedFile, content);
  const seen: [number, unknown][] = [];
  const scan = await scanJournal(damagedFile, ({ index, session }) =>
    seen.push([index, session['job']]),
  );
  return { seen, scan };
}

/** The rows with the whole record before the bytes from `from` to before `to`, or after them. */
function untouched(from: number, to: number): number[] {
  return rows((i) => frames[i + 2]! <= from || frames[i + 1]! >= to);
}

/** The rows whose records are in `content` as they were. */
function unchanged(content: Buffer): number[] {
  return rows((i) => {
    const [from, to] = [frames[i + 1]!, frames[i + 2]!];
    return content.subarray(from, to).equals(whole.subarray(from, to));
  });
}

function rows(choose: (index: number) => boolean): number[] {
  return Array.from({ length: ROWS }, (_, i) => i).filter(choose);
}

function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(whole);
  change(bytes);
  return bytes;
}

test('one changed bit anywhere: every other record is read, and the damage is named', async () => {
  for (let at = 0; at < whole.length; at += 1 + (at & 1)) {
    const { seen, scan } = await read(changed((bytes) => (bytes[at]! ^= 1 << (at & 7))));
    expect(seen.map(([index]) => index)).toEqual(untouched(at, at + 1));
    const isLast = at >= frames.at(-2)!;
    expect(scan.damaged).toHaveLength(isLast ? 0 : 1);
    if (isLast) expect(scan.tail).toBe(whole.length - frames.at(-2)!);
    for (const { from, to } of scan.damaged) expect(from <= at && at < to).toBe(true);
  }
});

test('a changed value hides no session, a changed beginning does', async () => {
  const record = frames[4]!;
  const inValue = await read(changed((bytes) => (bytes[record + 40]! ^= 1)));
  expect(inValue.seen.every(([, job]) => job === 'a')).toBe(true);
  const inHead = await read(changed((bytes) => (bytes[record]! ^= 1)));
  expect(inHead.seen.filter(([, job]) => job === undefined).map(([index]) => index)).toEqual([
    4, 5, 6, 7, 8, 9, 10, 11,
  ]);
  const atStart = await read(changed((bytes) => (bytes[HEADER_BYTES + 12]! ^= 1)));
  expect(atStart.seen.every(([, job]) => job === undefined)).toBe(true);
});

test.each([0, 0xff])(
  'bytes that are overwritten with %d: all other records are read',
  async (by) => {
    for (const length of [8, 60, 300]) {
      for (let from = 0; from + length < frames.at(-2)!; from += 17) {
        const content = changed((bytes) => bytes.fill(by, from, from + length));
        const { seen } = await read(content);
        expect(seen.map(([index]) => index)).toEqual(unchanged(content));
      }
    }
  },
);

test('bytes that are cut out: all other records are read', async () => {
  for (const length of [1, 8, 60, 300]) {
    for (let from = 0; from + length < frames.at(-2)!; from += 17) {
      const content = Buffer.concat([whole.subarray(0, from), whole.subarray(from + length)]);
      const { seen } = await read(content);
      expect(seen.map(([index]) => index)).toEqual(untouched(from, from + length));
    }
  }
});

test('two journals one after the other are read as both, without damage', async () => {
  const other = await openJournal(join(folder, 'other'), { job: 'b' });
  other.append(done(50));
  await other.close();
  const { seen, scan } = await read(Buffer.concat([whole, readFileSync(other.file)]));
  expect(seen).toHaveLength(ROWS + 1);
  expect(seen.at(-1)).toEqual([50, 'b']);
  expect(scan).toMatchObject({ damaged: [], tail: 0 });
});

test('a journal that ends in garbage is read up to it', async () => {
  const { seen, scan } = await read(Buffer.concat([whole, Buffer.from('garbage'.repeat(1000))]));
  expect(seen).toHaveLength(ROWS);
  expect(scan).toMatchObject({ damaged: [], tail: 7000 });
});

test('a damaged journal can be appended to, and its records stay', async () => {
  const content = changed((bytes) => (bytes[3]! ^= 1));
  writeFileSync(damagedFile, content);
  const journal = await openJournal(damagedFile, { job: 'c' });
  journal.append(done(70));
  await journal.close();
  expect(readFileSync(damagedFile).subarray(0, content.length).equals(content)).toBe(true);
  expect((await recordsOf(damagedFile)).map(({ index }) => index)).toEqual([
    ...Array.from({ length: ROWS }, (_, i) => i),
    70,
  ]);
});

test('reading returns the damaged parts at its end', async () => {
  writeFileSync(
    damagedFile,
    changed((bytes) => bytes.fill(0, frames[3], frames[5])),
  );
  const entries = readJournal(damagedFile);
  let last = await entries.next();
  while (last.done !== true) last = await entries.next();
  expect(last.value).toEqual([{ from: frames[3], to: frames[5] }]);
});

test('what follows damage is read again when it is read on: it may have been late', async () => {
  const damaged = changed((bytes) => bytes.fill(0, frames[3], frames[5]));
  const { scan } = await read(damaged);
  writeFileSync(damagedFile, whole);
  const seen: number[] = [];
  const second = await scanJournal(damagedFile, ({ index }) => seen.push(index), scan);
  expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(second.damaged).toEqual([]);
});

test('numbers, strings and lists of a torn record are no beginnings of frames', async () => {
  const values: unknown[] = [
    Int32Array.from({ length: 30_000 }, (_, i) => i % 1000),
    Uint8Array.from({ length: 30_000 }, (_, i) => i),
    Uint16Array.from({ length: 30_000 }, (_, i) => i % 300),
    Float64Array.from({ length: 10_000 }, (_, i) => i),
    Array.from({ length: 30_000 }, (_, i) => i % 200),
    Array.from({ length: 10_000 }, (_, i) => [0, { a: i }]),
    'ab\0\x01\x02'.repeat(10_000),
  ];
  for (const [i, value] of values.entries()) {
    const journal = await openJournal(join(folder, `torn-${i}`), {});
    journal.append(done(0, { value }));
    await journal.close();
    const bytes = readFileSync(journal.file);
    const candidates = candidatesIn(bytes.subarray(HEADER_BYTES + 10 + 30));
    expect([i, candidates]).toEqual([i, 0]);
  }
});

/** Counts the offsets at which a frame seems to begin that is as long as a page. */
function candidatesIn(bytes: Buffer): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let count = 0;
  for (let at = 0; at < bytes.length; at++) {
    const length = claimedLength(view, at);
    if (length > 4096 && at + length <= bytes.length) count++;
  }
  return count;
}
