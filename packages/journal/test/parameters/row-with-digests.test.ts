import { statSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Row } from '@psyrun/core';
import {
  bytesOfDigests,
  isDigestOf,
  openJournal,
  readJournal,
  rowWithDigests,
  rowWithValues,
  scanJournal,
  ValueDigest,
} from '../../src/index.ts';

const image = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i));
const text = 'a long text '.repeat(30);
const parameters: Row = { image, text, nested: { list: [[...image]] }, x: 1, name: 'short' };
const keys = Object.keys(parameters);
const digested = (row: Row): Row => rowWithDigests(row, keys, () => parameters);

/** Writes a row to a journal and reads it again. */
async function recorded(row: Row) {
  const file = join(mkdtempSync(join(tmpdir(), 'psyrun-digests-')), '0.journal');
  const journal = await openJournal(file, {});
  journal.append({ kind: 'done', index: 0, attempt: 1, startedAt: 0, duration: 1, row });
  await journal.close();
  const has: boolean[] = [];
  await scanJournal(file, (_, read) => has.push(read.hasDigests()));
  for await (const { record } of readJournal(file)) {
    return { read: record.row, hasDigests: has[0], size: statSync(file).size };
  }
  throw new Error('no record');
}

test('large parameters take a few bytes of a journal, and the parameters give them back', async () => {
  const row = { ...parameters, image: new Float64Array(image), y: 2 };
  const { read, hasDigests, size } = await recorded(digested(row));
  expect(size).toBeLessThan(400);
  expect(hasDigests).toBe(true);
  expect(Object.keys(read).filter((key) => read[key] instanceof ValueDigest)).toEqual([
    ...['image', 'text', 'nested'],
  ]);
  expect(read).toMatchObject({ x: 1, name: 'short', y: 2 });
  const whole = rowWithValues(read, () => parameters);
  expect(whole).toEqual({ ...parameters, y: 2 });
  expect(whole['image']).toBe(image);
});

test('a digest is that of the value and its type', async () => {
  const { read } = await recorded(digested(parameters));
  expect(isDigestOf(read['image'], new Float64Array(image))).toBe(true);
  expect(isDigestOf(read['image'], [...image])).toBe(false);
  expect(
    isDigestOf(
      read['image'],
      image.map((x) => x + 1),
    ),
  ).toBe(false);
  expect(isDigestOf(read['text'], text)).toBe(true);
  expect(isDigestOf(read['text'], `${text}.`)).toBe(false);
  expect(isDigestOf(text, text)).toBe(false);
});

test('it tells how many bytes the values take', async () => {
  const { read } = await recorded(digested({ image, x: 1 }));
  const { size: whole } = await recorded({ image });
  expect(bytesOfDigests(read)).toBeGreaterThan(image.byteLength);
  expect(bytesOfDigests(read)).toBeLessThan(whole);
  expect(bytesOfDigests({ image })).toBe(0);
});

test('what is no large parameter is recorded as it is', async () => {
  // A result under another key, a parameter of another type, and one that was excluded.
  const row = { y: image, image: Float32Array.from(image), x: 1 };
  expect(digested(row)).toBe(row);
  const { read, hasDigests } = await recorded(row);
  expect(read).toEqual(row);
  expect(hasDigests).toBe(false);
});

test('small parameters are not looked up', () => {
  const row = { x: 1, name: 'short', y: image };
  const refuse = () => {
    throw new Error('looked up');
  };
  expect(rowWithDigests(row, ['x', 'name'], refuse)).toBe(row);
  expect(rowWithValues(row, refuse)).toBe(row);
});
