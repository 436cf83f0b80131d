import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { NpzStore } from '../src/index.ts';
import { encodeArray } from '../src/npy/npy-array.ts';
import { writeZip } from '../src/zip/zip-writer.ts';

const store = new NpzStore();
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-npz-content-'));
  file = join(folder, 'result.npz');
});
afterEach(() => rm(folder, { recursive: true }));

const X = { kind: 'number', shape: [3], data: Float64Array.of(0.5, 1, 2) } as const;

/** An npy array with any header, and bytes behind it. */
function array(descr: string, shape: string, bytes: Uint8Array): Uint8Array[] {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117);
  return [Buffer.from(`\x93NUMPY\x01\0\x76\0${text}\n`, 'latin1'), bytes];
}

/** Members that are no readable column beside the column x: what says so, and as what it is known. */
const BAD: readonly (readonly [string, Uint8Array[], RegExp, object])[] = [
  [
    'a single value',
    array('<f8', '()', new Uint8Array(8)),
    /"bad".*single value without an axis/,
    { others: [{ name: 'bad', reason: expect.stringMatching(/without rows/) }] },
  ],
  [
    'a shape that promises more than is there',
    array('<f8', '(1000000000000, 3)', new Uint8Array(24)),
    /"bad".*promises 24000000000000 bytes, and it holds 24/,
    { columns: [{ promised: 24e12, present: 24, problem: expect.stringMatching(/promises/) }] },
  ],
  [
    'a shape that promises less',
    array('<f8', '(2,)', new Uint8Array(24)),
    /"bad".*promises 16 bytes, and it holds 24/,
    { columns: [{ promised: 16, present: 24, problem: expect.stringMatching(/promises/) }] },
  ],
  [
    'pickled objects',
    array('|O', '(3,)', Buffer.from('\x80\x04.')),
    /"bad".*Python objects.*numpy.load/,
    { columns: [{ dtype: 'object', shape: [3], problem: expect.stringMatching(/pickles/) }] },
  ],
  [
    'records',
    array('|V16', '(3,)', new Uint8Array(48)),
    /"bad".*type "\|V16"/,
    { columns: [{ dtype: 'void', shape: [3], problem: expect.stringMatching(/V16/) }] },
  ],
  [
    'no array at all',
    [Buffer.from('some text')],
    /"bad".*does not start with the mark/,
    { others: [{ name: 'bad.npy', reason: expect.stringMatching(/mark of an npy array/) }] },
  ],
];

test.each(BAD)(
  '%s is refused by name before anything is read',
  async (_, pieces, message, known) => {
    const x = { name: 'x.npy', pieces: encodeArray('x', X) };
    await writeZip(file, [{ name: 'bad.npy', pieces }, x]);
    await expect(store.load(file)).rejects.toThrow(message);
    await expect(store.load(file, 0)).rejects.toThrow(message);
    await expect(store.scan(file)[Symbol.asyncIterator]().next()).rejects.toThrow(message);
    // It refuses no other column.
    expect(await store.load(file, { columns: ['x'] })).toEqual({ x: X.data });
    const content = await store.inspect(file);
    expect(content.columns.at(-1)).toEqual({
      key: 'x',
      dtype: 'float64',
      shape: [3],
      promised: 24,
      present: 24,
    });
    const { columns = [], others = [] } = known as { columns?: object[]; others?: object[] };
    expect(content.columns.slice(0, -1)).toMatchObject(columns);
    expect(content.others).toMatchObject(others);
  },
);

/** A zip of one compressed member whose sizes in the directory are as given. */
function compressedZip(content: Uint8Array, promised: number): Buffer {
  const stored = deflateRawSync(content);
  const name = Buffer.from('bomb.npy');
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(stored.length, 14);
  fields.writeUInt32LE(promised, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, stored]);
  const entry = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\0', 'latin1'),
    fields,
    Buffer.alloc(14),
    name,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

test('a directory that promises more than deflate can unpack is not believed', async () => {
  const content = Buffer.concat(array('<f8', '(500000000,)', new Uint8Array(80)));
  await writeFile(file, compressedZip(content, 4_000_000_128));
  await expect(store.load(file)).rejects.toThrow(/bomb\.npy .* bytes cannot hold the 4000000128/);
});

test('columns of unequal length are named, and one of them can be read', async () => {
  const y = { kind: 'number', shape: [2], data: Float64Array.of(1, 2) } as const;
  await writeZip(file, [
    { name: 'x.npy', pieces: encodeArray('x', X) },
    { name: 'y.npy', pieces: encodeArray('y', y) },
  ]);
  expect('rows' in (await store.inspect(file))).toBe(false);
  await expect(store.load(file, 0)).rejects.toThrow(/Column "y" has 2 rows, column "x" has 3/);
  const tables = [];
  for await (const table of store.scan(file, { columns: ['y'] })) tables.push(table);
  expect(tables).toEqual([{ y: y.data }]);
});
