import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { markBooleans } from '../../src/headers/boolean-marks.ts';
import { H5Handle } from '../../src/library/h5-handle.ts';

const BITFIELD = 4;
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-h5-'));
  file = join(folder, 'marks.h5');
});
afterEach(() => rm(folder, { recursive: true }));

async function makeBytes(...names: string[]): Promise<void> {
  const handle = await H5Handle.write(file, file, 'w');
  for (const name of names) {
    handle.createDataset(name, {
      type: { type: 0, size: 1, signed: false, littleEndian: true, vlen: false },
      shape: [0],
      chunks: [64],
      compression: 0,
    });
  }
  handle.close();
}

test('datasets of bytes become datasets of booleans that the library can read', async () => {
  // The second name looks like the start of a header.
  await makeBytes('/a', '/OHDR', '/c');
  await markBooleans(file, 3);
  const handle = await H5Handle.read(file);
  expect(handle.names('/').map((name) => handle.describe(name).type)).toEqual([
    BITFIELD,
    BITFIELD,
    BITFIELD,
  ]);
  handle.close();
});

test('a wrong number of them is an error, and the file does not change', async () => {
  await makeBytes('/a');
  const bytes = await readFile(file);
  await expect(markBooleans(file, 2)).rejects.toMatchObject({ code: 'PSYRUN_STORE_WRITE' });
  expect(await readFile(file)).toEqual(bytes);
});

test('a file that is not HDF5 has none', async () => {
  await writeFile(file, 'OHDR and nothing else');
  await expect(markBooleans(file, 1)).rejects.toMatchObject({ code: 'PSYRUN_STORE_WRITE' });
});
