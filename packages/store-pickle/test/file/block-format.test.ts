import { crc32 } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import {
  HEADER_PREFIX,
  blockLength,
  encodeFooter,
  encodeHeader,
  headerRoom,
  jsonLength,
  parseHeader,
} from '../../src/file/block-format.ts';

const column = { key: 'x', numeric: true, floats: false, since: 0, before: 'NaN' } as const;
const header = { rows: 2, before: 3, after: 4, columns: [column] };

function parse(block: Uint8Array): unknown {
  const bytes = Buffer.from(block);
  const length = jsonLength(bytes);
  return length === undefined
    ? undefined
    : parseHeader(bytes, bytes.subarray(HEADER_PREFIX, HEADER_PREFIX + length));
}

test('a header is read as it was written, with size and checksum of the values', () => {
  const values = Uint8Array.of(1, 2, 3);
  expect(parse(encodeHeader(header, values))).toEqual({
    ...header,
    bytes: 3,
    checksum: crc32(values),
  });
});

test('a header has the length that was foreseen, whatever the values and the key', () => {
  const start = { ...header, columns: [{ ...column, key: 'ü😀"' }] };
  for (const values of [new Uint8Array(), new Uint8Array(100_000).fill(7)]) {
    expect(encodeHeader(start, values).length).toBe(headerRoom(start));
  }
});

test('a footer tells the length of its block', () => {
  expect(blockLength(encodeFooter(2 ** 40))).toBe(2 ** 40);
});

test('a header with a changed byte is invalid', () => {
  const bytes = encodeHeader(header, new Uint8Array());
  // The POP behind it is the reader's business.
  for (let at = 0; at < bytes.length - 1; at++) {
    const changed = Uint8Array.from(bytes);
    changed[at]! ^= 1;
    expect(parse(changed)).toBeUndefined();
  }
});

describe('an invented header is invalid', () => {
  const whole = { ...header, bytes: 0, checksum: 0 };
  test.each([
    ['null', null],
    ['a list', []],
    ['no rows', { ...whole, rows: undefined }],
    ['rows that are not a number', { ...whole, rows: '2' }],
    ['negative bytes', { ...whole, bytes: -1 }],
    ['rows without columns', { ...whole, columns: [] }],
    ['columns that are not a list', { ...whole, columns: 'x' }],
    ['a column without key', { ...whole, columns: [{ ...column, key: 1 }] }],
    ['a column that is null', { ...whole, columns: [null] }],
  ])('%s', (_, json) => {
    expect(parse(madeUp(JSON.stringify(json)))).toBeUndefined();
  });

  test('text that is not JSON', () => {
    expect(parse(madeUp('{'))).toBeUndefined();
    expect(parse(madeUp(JSON.stringify(whole)))).toEqual(whole);
  });
});

/** A header with the right checksum, whatever its content. */
function madeUp(json: string): Buffer {
  const checksum = crc32(json).toString(16).padStart(8, '0');
  const bytes = Buffer.from(`B\0\0\0\0psyrun-rows-1 ${checksum}${json}`);
  bytes.writeUInt32LE(bytes.length - 5, 1);
  return bytes;
}
