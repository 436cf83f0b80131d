import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decode, encode } from '@msgpack/msgpack';
import type { ErrorDetails, Row } from '@psyrun/core';
import {
  failureClass,
  openJournal,
  scanJournal,
  type FailedRecord,
  type RecordReader,
} from '../../src/index.ts';
import { skipValue } from '../../src/peek/skip-value.ts';
import { done, failed, temporaryFolder } from '../records.ts';

const folder = temporaryFolder();
let files = 0;

/** Resolves to what `look` returns for each record of a journal with these records. */
async function looked<T>(
  records: Parameters<Awaited<ReturnType<typeof openJournal>>['append']>[0][],
  look: (read: RecordReader, i: number) => T,
): Promise<T[]> {
  const journal = await openJournal(join(folder, String(files++)), { job: 1 });
  for (const record of records) journal.append(record);
  await journal.close();
  const seen: T[] = [];
  await scanJournal(journal.file, (_, read) => seen.push(look(read, seen.length)));
  return seen;
}

const held = async (recorded: Row, values: Row) =>
  (await looked([done(1), done(3, recorded)], (read) => read.holds(values)))[1];

test('numbers, strings, booleans and null at the beginning of a row are found', async () => {
  const numbers = [
    0,
    1,
    127,
    128,
    255,
    256,
    65535,
    65536,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
    0.1,
  ];
  for (const number of [...numbers, ...numbers.map((n) => -n), Infinity, -32, -33, -129]) {
    expect([number, await held({ x: number, y: 1 }, { x: number })]).toEqual([
      number,
      // Rare enough to be decoded.
      !Object.is(number, -0),
    ]);
    expect(await held({ x: number, y: 1 }, { x: number / 2 + 5 })).toBe(number === Infinity);
  }
  const row = { s: 'abc', long: 'x'.repeat(200), b: true, n: null };
  expect(await held({ ...row, y: [1] }, row)).toBe(true);
  expect(await held(row, row)).toBe(true);
  expect(await held(row, {})).toBe(true);
});

test('other values, keys, order and types are never found', async () => {
  const row = { s: 'abc', b: true, n: null, x: 5 };
  for (const other of [
    { s: 'abd' },
    { s: 'ab' },
    { t: 'abc' },
    { b: true },
    { s: 'abc', b: false },
    { s: 'abc', b: 1 },
    { s: 'abc', b: true, n: undefined },
    { ...row, x: '5' },
    { ...row, x: 5n },
    { ...row, x: [5] },
    { ...row, more: 1 },
  ]) {
    expect([other, await held(row, other)]).toEqual([other, false]);
  }
  expect(await held({ s: 'é' }, { s: 'é' })).toBe(false);
  expect(await held({ s: '\u0080' }, { s: '\u0080' })).toBe(false);
});

test('a row that holds values is the row that is read', async () => {
  const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null));
  const row = fc.dictionary(fc.string(), value, { maxKeys: 20, noNullPrototype: true });
  const rows = fc
    .tuple(row, row)
    .filter((both) => both.every((one) => !Object.hasOwn(one, '__proto__')));
  await fc.assert(
    fc.asyncProperty(rows, async ([recorded, values]) => {
      const equal = Object.entries(values).every(([key, one]) => recorded[key] === one);
      const found = await held(recorded, values);
      if (found === true) expect(equal).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('an error is read without stacks, whatever is in it', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const errorWith = (more: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record(
      { name: text, message: text, stack: text, code: text, omitted: text, ...more },
      { requiredKeys: ['name', 'message'] },
    ) as fc.Arbitrary<ErrorDetails>;
  const bare = errorWith({});
  const deeper = errorWith({ cause: bare, errors: fc.array(bare, { maxLength: 10 }) });
  const details = errorWith({ cause: deeper, errors: fc.array(deeper, { maxLength: 3 }) });
  const errors = fc.sample(details, { numRuns: 100, seed: 7 });
  const records = errors.map((error, i): FailedRecord => ({
    ...failed(i),
    error: { ...error, reason: 'threw' },
  }));
  const seen = await looked(records, (read) => read.error());
  expect(seen).toEqual(
    JSON.parse(
      JSON.stringify(records.map(({ error }) => ({ ...error, class: failureClass(error) }))),
      (key: string, value: unknown) => (['stack', 'reason'].includes(key) ? undefined : value),
    ),
  );
});

test('the end of every value is found', () => {
  const lengths = [0, 1, 15, 16, 31, 32, 255, 256, 65535, 65536];
  const values = [
    ...lengths.map((length) => 'x'.repeat(length)),
    ...lengths.map((length) => new Uint8Array(length)),
    ...lengths.map((length) => Array.from({ length }, (_, i) => i)),
    ...lengths.map((n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]))),
    ...[0, 127, 128, 65536, 2 ** 32, 0.5, -1, -33, -129, -32769, -(2 ** 31) - 1, true, false, null],
    new Date(0),
    new Date(1e12 + 1),
    { a: [{ b: 'c' }, [[], {}]], d: new Date(2 ** 35 * 1000) },
  ];
  for (const value of values) {
    const bytes = encode(value);
    expect(decode(bytes)).toEqual(value);
    const beside = new Uint8Array(bytes.length + 2);
    beside.set(bytes, 1);
    const view = new DataView(beside.buffer);
    expect(skipValue(view, 1)).toBe(1 + bytes.length);
  }
});

test('the end of extensions is found', () => {
  for (const [head, length] of [
    [[0xd4], 2],
    [[0xd5], 3],
    [[0xd6], 5],
    [[0xd7], 9],
    [[0xd8], 17],
    [[0xc7, 7], 8],
    [[0xc8, 1, 2], 259],
    [[0xc9, 0, 1, 0, 1], 65538],
  ] as const) {
    const view = new DataView(Uint8Array.of(...head, ...new Uint8Array(length).fill(1)).buffer);
    expect(skipValue(view, 0)).toBe(view.byteLength);
  }
});
