import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { NdColumn } from '@psyrun/columns';
import { PsyrunError, type NumericArray, type Table } from '@psyrun/core';
import { loadHdf5 } from '../src/library/hdf5.ts';
import { H5Store } from '../src/index.ts';

const store = new H5Store();
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-h5-'));
  file = join(folder, 'result.h5');
});
afterEach(() => rm(folder, { recursive: true }));
afterEach(() => void jest.restoreAllMocks());

/** Jest compares typed arrays element by element, which takes seconds here. */
const sameBytes = (a: NumericArray, b: NumericArray) =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(new Uint8Array(b.buffer));
async function scanned(path: string): Promise<void> {
  const tables = store.scan(path, { batch: 3000 });
  while ((await tables.next()).done !== true);
}
const coded = (code: string) => expect.objectContaining({ code });

describe('save', () => {
  test.each(['', '.', 'a/b', 'nul \0', 'half \ud800'])('key %j is refused', async (key) => {
    await expect(store.save(file, { [key]: [1] })).rejects.toEqual(coded('PSYRUN_STORE_VALUE'));
    expect(await readdir(folder)).toEqual([]);
  });

  test.each(['ends with \0', 'nul \0 inside', 'half \ud800'])(
    'the string %j is refused',
    async (text) => {
      const table = { label: ['a', text] };
      await expect(store.save(file, table)).rejects.toThrow(/Row 1 of "label"/);
    },
  );

  test('columns larger than what is written at once, and rows larger than a chunk', async () => {
    const wide = new NdColumn([3, 1_000_000], Float64Array.from({ length: 3_000_000 }, Math.sqrt));
    const long = Float64Array.from({ length: 2_500_000 }, Math.cbrt);
    await store.save(file, { wide });
    const loaded = (await store.load(file))['wide'] as NdColumn;
    expect(loaded.shape).toEqual(wide.shape);
    expect(sameBytes(loaded.data, wide.data)).toBe(true);
    await store.save(file, { long });
    expect(sameBytes((await store.load(file))['long'] as Float64Array, long)).toBe(true);
    expect(await store.load(file, -1)).toEqual({ long: long.at(-1) });
  });

  test('a write that the library reports but did not do is detected', async () => {
    const hdf5 = await loadHdf5();
    const functions = hdf5.call(
      (all) => all,
      () => new PsyrunError('PSYRUN_STORE_WRITE', 'no'),
    );
    jest.spyOn(functions, 'resize_dataset').mockReturnValue(0);
    jest.spyOn(functions, 'set_dataset_data').mockReturnValue(0);
    const saving = store.save(file, { x: [1, 2] });
    await expect(saving).rejects.toThrow(/shape \[0\] instead of \[2\]/);
    expect(await readdir(folder)).toEqual([]);
  });

  test('compression makes a file smaller; its level is checked', async () => {
    const x = new Float64Array(50_000);
    await new H5Store({ compression: 1 }).save(file, { x });
    expect((await stat(file)).size).toBeLessThan(100_000);
    expect((await store.load(file))['x']).toEqual(x);
    expect(() => new H5Store({ compression: 10 })).toThrow(coded('PSYRUN_ARGUMENT'));
  });
});

describe('the group of the columns', () => {
  test.each(['/', '/runs', '/runs/a b'])('is %j as it was asked for', async (node) => {
    const there = new H5Store({ node });
    await there.save(file, { x: [1], ok: [true] });
    await there.append(file, { x: [2], ok: [false] });
    expect(await there.load(file)).toEqual({ x: [1, 2], ok: [true, false] });
    expect(await there.load(file, -1)).toEqual({ x: 2, ok: false });
    const script = `import tables; f = tables.open_file(${JSON.stringify(file)}); print(list(f.get_node(${JSON.stringify(node)}).x))`;
    expect(execFileSync('/usr/bin/python3', ['-c', script]).toString()).toBe('[1, 2]\n');
    await expect(store.load(file)).rejects.toThrow(
      /without the group \/psyrun. Its datasets are in/,
    );
  });

  test.each(['', 'runs', '/runs/', '//', '/.', '/\0'])('cannot be %j', (node) => {
    expect(() => new H5Store({ node })).toThrow(coded('PSYRUN_ARGUMENT'));
  });

  test.each(['psyrun', 'runs/1'])('an append to /%s would lose other groups', async (node) => {
    const script = `import h5py; f = h5py.File(${JSON.stringify(file)}, 'w'); f['${node}/x'] = [1]; f['runs/2'] = [2]`;
    execFileSync('/usr/bin/python3', ['-c', script]);
    const before = await readFile(file);
    const there = new H5Store({ node: `/${node}` });
    await expect(there.append(file, { x: [2] })).rejects.toThrow(/holds \/runs/);
    expect(await readFile(file)).toEqual(before);
  });
});

describe('equal tables', () => {
  const equal = {
    x: [1, 2],
    ok: [true, false],
    s: ['a', 'b'],
    OHDR: [1n, 2n],
    z: [{ re: 1, im: 2 }, 3],
  };

  test.each([0, 4])('make equal files, at another time too, with compression %s', async (level) => {
    const compressed = new H5Store({ compression: level });
    await compressed.save(file, equal);
    const first = await readFile(file);
    await setTimeout(1100); // HDF5 notes times in seconds.
    await compressed.save(file, equal);
    expect((await readFile(file)).equals(first)).toBe(true);
    const script = `import h5py; print(list(h5py.File(${JSON.stringify(file)})['psyrun/x']))`;
    expect(execFileSync('/usr/bin/python3', ['-c', script]).toString()).toBe('[1, 2]\n');
  });

  test('whose bytes resemble the headers of a file are kept', async () => {
    await store.save(file, { x: [1], ok: [true] });
    const bytes = new Uint8Array(await readFile(file));
    await store.save(file, { bytes, n: Array.from(bytes) });
    expect((await store.load(file))['bytes']).toEqual(bytes);
  });
});

describe('load', () => {
  test('damage of the data is found by its checksum', async () => {
    await store.save(file, { x: Float64Array.from({ length: 20_000 }, Math.sqrt) });
    const bytes = await readFile(file);
    bytes[100_000]! ^= 1;
    await writeFile(file, bytes);
    const why = /The values of \/psyrun\/x in .* are not those that were written/;
    await expect(store.load(file)).rejects.toThrow(why);
    await expect(scanned(file)).rejects.toThrow(why);
  });

  test('rows that Python added are read, values that it changed only without the checksum', async () => {
    const python = (lines: string) =>
      execFileSync('/usr/bin/python3', [
        '-c',
        `import tables; f = tables.open_file(${JSON.stringify(file)}, 'a'); x = f.root.psyrun.x\n${lines}\nf.close()`,
      ]);
    await store.save(file, { x: [0.5, 1] });
    python('x.append([2.0])');
    expect(await store.load(file)).toEqual({ x: Float64Array.of(0.5, 1, 2) });
    await store.save(file, { x: [0.5, 1] });
    python('x[0] = 7');
    await expect(store.load(file)).rejects.toThrow(/delete the attribute PSYRUN_CHECKSUM/);
    python('del x.attrs.PSYRUN_CHECKSUM');
    expect(await store.load(file)).toEqual({ x: Float64Array.of(7, 1) });
  });

  test('a shape that a file cannot hold is refused before memory is allocated', async () => {
    const script = `import h5py; f = h5py.File(${JSON.stringify(file)}, 'w')
f.create_dataset('psyrun/x', (10**11,), 'f8', chunks=True)`;
    execFileSync('/usr/bin/python3', ['-c', script]);
    await expect(store.load(file)).rejects.toThrow(/shape \[100000000000\], which it cannot hold/);
  });

  test('a folder is not a file', async () => {
    await expect(store.load(folder)).rejects.toEqual(coded('PSYRUN_FILE_READ'));
  });

  test('text is not an HDF5 file', async () => {
    await writeFile(file, 'radius,trial\n1,2\n');
    await expect(store.load(file)).rejects.toThrow(/it is comma-separated values/);
  });
});

describe('rows that change between two readings', () => {
  const more = { x: [1, 2, 3] };
  test.each<[string, Table[]]>([
    ['fewer', [{ x: [1] }]],
    ['more', [{ x: [1] }, more]],
    ['of another kind', [{ x: [1] }, { x: ['a', 'b'] }]],
    ['of other columns', [{ x: [1] }, { y: [1, 2] }]],
  ])('%s: the old file stays', async (_, second) => {
    await store.save(file, { x: [7] });
    const readings: Table[][] = [[{ x: [1] }, { x: [2, 3] }], second];
    const saving = store.saveFrom(file, async function* () {
      yield* readings.shift()!;
    });
    await expect(saving).rejects.toMatchObject({ code: 'PSYRUN_STORE_WRITE' });
    expect(Array.from((await store.load(file))['x']!)).toEqual([7]);
    expect(await readdir(folder)).toHaveLength(1);
  });
});
