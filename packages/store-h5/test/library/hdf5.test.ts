import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PsyrunError } from '@psyrun/core';
import { H5Handle } from '../../src/library/h5-handle.ts';
import { loadHdf5 } from '../../src/library/hdf5.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-h5-'));
});
afterAll(() => rm(folder, { recursive: true }));
const failure = (reason: string) => new PsyrunError('PSYRUN_FILE_FORMAT', reason);

test('no module imports the library before it is used', () => {
  const source = join(import.meta.dirname, '..', '..', 'src');
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((path) => path.endsWith('.ts'))) {
    const imports = readFileSync(join(source, name), 'utf8').match(/^import .*h5wasm.*$/gm) ?? [];
    expect(imports.filter((line) => !line.startsWith('import type '))).toEqual([]);
  }
});

test('it is loaded once', async () => {
  expect(await loadHdf5()).toBe(await loadHdf5());
});

describe('call', () => {
  test('throws what the library prints, although its function returns success', async () => {
    const hdf5 = await loadHdf5();
    const path = join(folder, 'there-is-no-such-folder', 'file.h5');
    const open = () =>
      hdf5.call(
        (functions) => (functions.open(path, functions.H5F_ACC_RDONLY, false, -1, -1), 0),
        failure,
      );
    expect(open).toThrow(/unable to .*open file: .*No such file or directory/s);
    expect(hdf5.call(() => 42, failure)).toBe(42);
  });

  test('gets a new library after a trap', async () => {
    const hdf5 = await loadHdf5();
    const trap = () =>
      hdf5.call(() => {
        throw Object.assign(new Error('unreachable'), { name: 'RuntimeError' });
      }, failure);
    expect(trap).toThrow(expect.objectContaining({ code: 'PSYRUN_FILE_FORMAT' }));
    const fresh = await loadHdf5();
    expect(fresh).not.toBe(hdf5);
    expect(fresh.call((functions) => functions.H5F_ACC_TRUNC, failure)).toBe(2);
  });
});

test('a call that failed leaves nothing open', async () => {
  const file = join(folder, 'open.h5');
  const handle = await H5Handle.write(file, file, 'w');
  expect(() => handle.describe('/nothing')).toThrow(
    expect.objectContaining({ code: 'PSYRUN_STORE_WRITE' }),
  );
  handle.close();
  const open = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return ''; // The one with which the folder was read.
    }
  });
  expect(open.filter((path) => path.startsWith(folder) || path.includes('tmpfile'))).toEqual([]);
});
