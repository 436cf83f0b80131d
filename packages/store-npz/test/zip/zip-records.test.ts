import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatNpyHeader } from '../../src/npy/npy-header.ts';
import { NpzStore } from '../../src/npz-store.ts';
import { directory, localHeader, type StoredFile } from '../../src/zip/zip-records.ts';

/** More than 32 bits can count. All but the last are zero, which takes no room on the disk. */
const ROWS = 2 ** 32 + 2 ** 20;
const LAST = Uint8Array.of(7);
const HEADER = formatNpyHeader({
  dtype: { kind: 'u', itemSize: 1, littleEndian: true },
  shape: [ROWS],
  fortranOrder: false,
});
const SIZE = HEADER.length + ROWS;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-zip64-'));
  file = join(folder, 'large.npz');
  await writeLarge(['a', 'b']);
});
afterAll(() => rm(folder, { recursive: true }));

/** An archive of columns that are the same. */
async function writeLarge(keys: readonly string[]): Promise<void> {
  const archive = await open(file, 'wx');
  const write = (bytes: Uint8Array, at: number) => archive.write(bytes, 0, bytes.length, at);
  const crc = checksum();
  const files: StoredFile[] = [];
  let end = 0;
  for (const key of keys) {
    const stored = { name: `${key}.npy`, size: SIZE, crc, offset: end };
    await write(localHeader(stored), end);
    await write(HEADER, end + localHeader(stored).length);
    end += localHeader(stored).length + SIZE;
    await write(LAST, end - 1);
    files.push(stored);
  }
  await write(directory(files, end), end);
  await archive.close();
}

function checksum(): number {
  const zeros = new Uint8Array(2 ** 26);
  let crc = crc32(HEADER);
  for (let left = ROWS - 1; left > 0; left -= zeros.length) {
    crc = crc32(zeros.subarray(0, left), crc);
  }
  return crc32(LAST, crc);
}

test('an archive beyond 4 GiB is one for Python', () => {
  const script = `
import json, sys, zipfile, numpy as np
archive = zipfile.ZipFile(sys.argv[1])
members = [[i.filename, i.file_size, i.compress_size, i.header_offset] for i in archive.infolist()]
with archive.open("b.npy") as f:
    np.lib.format.read_magic(f)
    shape, _, dtype = np.lib.format.read_array_header_1_0(f)
print(json.dumps([members, shape[0], dtype.str]))`;
  const output = execFileSync('/usr/bin/python3', ['-c', script, file], { encoding: 'utf8' });
  // Name, and an extra field of two sizes, follow the 30 bytes of a header.
  const second = 30 + 5 + 20 + SIZE;
  const members = [
    ['a.npy', SIZE, SIZE, 0],
    ['b.npy', SIZE, SIZE, second],
  ];
  expect(JSON.parse(output)).toEqual([members, ROWS, '|u1']);
});

test('its rows are read, the last one too', async () => {
  const store = new NpzStore();
  expect(await store.load(file, 0)).toEqual({ a: 0, b: 0 });
  expect(await store.load(file, -1)).toEqual({ a: 7, b: 7 });
});

test('it is scanned, without being in memory', async () => {
  const before = process.resourceUsage().maxRSS;
  let rows = 0;
  let last: unknown;
  for await (const { a, b } of new NpzStore().scan(file, { batch: 2 ** 22 })) {
    rows += a!.length;
    last = [a!.at(-1), b!.at(-1)];
  }
  expect(rows).toBe(ROWS);
  expect(last).toEqual([7, 7]);
  expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(400);
}, 600_000);
