import { ftruncateSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { isPsyrunError, type Table } from '@psyrun/core';
import { comparableTable } from '@psyrun/testkit';
import fc from 'fast-check';
import { isMadeOfBlocks } from '../src/file/blocks.ts';
import { INTRODUCTION } from '../src/file/block-format.ts';
import { ByteSource } from '../src/file/byte-source.ts';
import { encodeRows, NOTHING } from '../src/file/encode-rows.ts';
import { alignedTable } from '../src/file/foreign-table.ts';
import { scanBlocks } from '../src/file/scan-file.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const foreign = readdirSync(fixtures)
  .filter((name) => name.endsWith('.pkl'))
  .map((name) => readFileSync(join(fixtures, name)))
  .filter((bytes) => bytes.length < 2000);

const written: Table = {
  a: [0.5, NaN, 3],
  s: ['x', 'ü', ''],
  o: [{ k: [1] }, null, new Set([1])],
  v: [Float64Array.of(1, 2), [[1], [2]], new Date(0)],
};
const own = [{ x: [1, 2] }, written, {}].map((table) =>
  Buffer.concat([
    INTRODUCTION,
    ...Array.from(encodeRows(table, NOTHING), (part) => Buffer.from(part)),
  ]),
);

/** Opcodes and the bytes around lengths turn up more often than others. */
const byte = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(
    ...Buffer.from('()].abcdeghjlopqrstuBCGIJKLMNRSTUVX0123}\x80\x81\x85\x8a\x93\x94\x95\xff'),
  ),
);
const mutation = fc.record({
  // Any place alike: fast-check would prefer the first and last bytes.
  place: fc.noBias(fc.integer({ min: 0, max: 2 ** 20 - 1 })),
  kind: fc.constantFrom('change', 'insert', 'remove', 'cut', 'repeat'),
  byte,
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(original: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce((bytes, { place, kind, byte: value }) => {
    const at = Math.floor((place / 2 ** 20) * bytes.length);
    const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
    if (kind === 'cut') return head;
    if (kind === 'insert') return Buffer.concat([head, Buffer.of(value), tail]);
    if (kind === 'repeat') return Buffer.concat([head, tail.subarray(0, value), tail]);
    const rest = tail.subarray(1);
    return kind === 'remove'
      ? Buffer.concat([head, rest])
      : Buffer.concat([head, Buffer.of(value), rest]);
  }, original);
}

const prototypes = [Object.prototype, Array.prototype, Map.prototype, Function.prototype];
const own0 = JSON.stringify(prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String)));

function expectClean(error: unknown): void {
  if (!isPsyrunError(error)) throw error;
  if (!['PSYRUN_FILE_FORMAT', 'PSYRUN_STORE_VALUE'].includes(error.code)) throw error;
}

function expectUnpolluted(): void {
  const now = prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String));
  expect(JSON.stringify(now)).toBe(own0);
}

test('80,000 damaged files of Python are read or refused with a code', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...foreign),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      (original, mutations) => {
        try {
          alignedTable(mutated(original, mutations), 'fuzz.pkl');
        } catch (error) {
          expectClean(error);
        }
      },
    ),
    { numRuns: 80_000 },
  );
  expectUnpolluted();
}, 60_000);

const folder = mkdtempSync(join(tmpdir(), 'psyrun-fuzz-'));
const handle = await open(join(folder, 'fuzz.pkl'), 'w+');
afterAll(async () => {
  await handle.close();
  rmSync(folder, { recursive: true });
});

function sourceOf(bytes: Buffer): ByteSource {
  ftruncateSync(handle.fd);
  writeSync(handle.fd, bytes, 0, bytes.length, 0);
  return new ByteSource(handle, 4096);
}

async function readOwn(bytes: Buffer): Promise<unknown> {
  const source = sourceOf(bytes);
  if (!(await isMadeOfBlocks(source))) return comparableTable(alignedTable(bytes, 'fuzz.pkl'));
  const tables: unknown[] = [];
  for await (const table of scanBlocks(source, 'fuzz.pkl')) tables.push(comparableTable(table));
  return tables;
}

test('25,000 damaged files of this package are read as they were or refused with a code', async () => {
  const contents = new Map<Buffer, unknown>();
  for (const bytes of own) contents.set(bytes, await readOwn(bytes));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...own),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      async (original, mutations) => {
        const bytes = mutated(original, mutations);
        try {
          const found = await readOwn(bytes);
          const isOwn = await isMadeOfBlocks(sourceOf(bytes));
          if (isOwn) expect(found).toEqual(contents.get(original));
        } catch (error) {
          expectClean(error);
        }
      },
    ),
    { numRuns: 25_000 },
  );
  expectUnpolluted();
}, 60_000);
