import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openZip, readMember, streamMember } from '../src/zip/zip-reader.ts';
import { writeZip } from '../src/zip/zip-writer.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-zip-'));
  file = join(folder, 'archive.zip');
});
afterEach(() => rm(folder, { recursive: true }));

/** Of several pieces. */
const large = Uint8Array.from({ length: 9_000_000 }, (_, i) => i % 251);
const entries = [
  { name: 'empty', pieces: [] },
  { name: 'pieces', pieces: [Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)] },
  { name: 'large', pieces: [large] },
];

async function contents(path: string): Promise<Record<string, Uint8Array>> {
  const zip = await openZip(path);
  try {
    const found: Record<string, Uint8Array> = {};
    for (const [name, member] of zip.members) {
      found[name] = await readMember(zip, member);
      const streamed: Uint8Array[] = [];
      for await (const piece of streamMember(zip, member)) streamed.push(piece);
      expect(Buffer.concat(streamed).equals(found[name])).toBe(true);
    }
    return found;
  } finally {
    await zip.handle.close();
  }
}

test('the written archive is read, in one piece and as a stream', async () => {
  await writeZip(file, entries);
  const found = await contents(file);
  expect(Object.keys(found)).toEqual(['empty', 'pieces', 'large']);
  expect(found['empty']).toEqual(new Uint8Array(0));
  expect(found['pieces']).toEqual(Uint8Array.of(1, 2, 3));
  expect(Buffer.from(found['large']!).equals(large)).toBe(true);
});

test('a file that was cut since it was opened fails once, and not again behind its back', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  await writeZip(file, entries);
  const zip = await openZip(file);
  try {
    await truncate(file, 100);
    await expect(readMember(zip, zip.members.get('large')!)).rejects.toMatchObject({
      code: 'PSYRUN_FILE_FORMAT',
      message: expect.stringContaining('ends too early'),
    });
    await setTimeout(10);
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
    await zip.handle.close();
  }
});

test('an existing file is not overwritten', async () => {
  await writeFile(file, 'mine');
  await expect(writeZip(file, entries)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(file, 'utf8')).toBe('mine');
});

describe('damage is found', () => {
  const damaged = async (change: (bytes: Buffer) => void) => {
    await rm(file, { force: true });
    await writeZip(file, entries);
    const bytes = await readFile(file);
    change(bytes);
    await writeFile(file, bytes);
    return expect(contents(file)).rejects;
  };

  test('in the content', async () => {
    const outcome = await damaged((bytes) => (bytes[bytes.indexOf('large') + 100]! ^= 1));
    await outcome.toThrow(/the content of large does not have its checksum/);
  });

  test('in a name of the directory, and in the name before the data', async () => {
    await (
      await damaged((bytes) => bytes.write('b', bytes.lastIndexOf('large')))
    ).toMatchObject({
      code: 'PSYRUN_FILE_FORMAT',
    });
    await (
      await damaged((bytes) => bytes.write('b', bytes.indexOf('large')))
    ).toMatchObject({
      code: 'PSYRUN_FILE_FORMAT',
    });
  });

  test('in the number of members', async () => {
    const outcome = await damaged((bytes) => bytes.fill(0, bytes.length - 14, bytes.length - 10));
    await outcome.toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
  });
});
