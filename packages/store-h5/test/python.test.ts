import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NdColumn } from '@psyrun/columns';
import { H5Store } from '../src/index.ts';

/** Debian's Python with python3-tables and python3-h5py; CONTRIBUTING.md tells how to set it up. */
const PYTHON = '/usr/bin/python3';
const python = (script: string, ...args: string[]): unknown =>
  JSON.parse(
    execFileSync(
      PYTHON,
      ['-c', `import json, sys, numpy as np, tables, h5py\n${script}`, ...args],
      { encoding: 'utf8', stdio: 'pipe' },
    ),
  );

/** Typed arrays and bigints as JSON has them. */
function plain(_: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === 'bigint' ? Number(value) : value;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-h5-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Key: the column, what PyTables and h5py make of its dtype, and its values in Python. */
const COLUMNS = {
  float: [[0.5, -0, 1e300], 'float64', 'float64', '[0.5, -0.0, 1e+300]'],
  integer: [[1, -1, 2 ** 53 - 1], 'int64', 'int64', '[1, -1, 9007199254740991]'],
  large: [[0n, 1n, 2n ** 64n - 1n], 'uint64', 'uint64', '[0, 1, 18446744073709551615]'],
  missing: [[1, null, 3], 'float64', 'float64', '[1.0, nan, 3.0]'],
  boolean: [[true, false, true], 'bool', 'uint8', '[True, False, True]'],
  ascii: [['', ' b ', 'full'], '|S4', '|S4', "[b'', b' b ', b'full']"],
  blanks: [['ü ', '', ' '], '|S3', '|S3', "[b'\\xc3\\xbc ', b'', b' ']"],
  text: [['', ' ü', '😀'], '|S4', '|S4', "[b'', b' \\xc3\\xbc', b'\\xf0\\x9f\\x98\\x80']"],
  complex: [
    [{ re: 1, im: -2 }, 3, { re: 0, im: 1 }],
    'complex128',
    'complex128',
    '[(1-2j), (3+0j), 1j]',
  ],
  ragged: [[[1], [2, 3], []], 'float64', 'float64', '[[1.0, nan], [2.0, 3.0], [nan, nan]]'],
  empty: [[[], [], []], 'float64', 'float64', '[[], [], []]'],
  single: [Float32Array.of(0.5, 1, 2), 'float32', 'float32', '[0.5, 1.0, 2.0]'],
  bytes: [Uint8Array.of(1, 2, 255), 'uint8', 'uint8', '[1, 2, 255]'],
  small: [
    new NdColumn([3, 2], Int8Array.of(1, 2, 3, -4, 5, 6)),
    'int8',
    'int8',
    '[[1, 2], [3, -4], [5, 6]]',
  ],
} as const;
const keys = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const table = Object.fromEntries(keys.map((key) => [key, COLUMNS[key][0]]));

describe.each([0, 6])('with compression %s', (compression) => {
  const store = new H5Store({ compression });
  const written = () => join(folder, `written-${compression}.h5`);
  beforeAll(() => store.save(written(), table));

  test('PyTables reads the files as the extendible arrays of the original', () => {
    const seen = python(
      `f = tables.open_file(sys.argv[1])
print(json.dumps({n.name: [type(n).__name__, str(n.dtype.base), str(n[:].tolist())] for n in f.root.psyrun}))`,
      written(),
    );
    const expected = keys.map((key) => [key, ['EArray', COLUMNS[key][1], COLUMNS[key][3]]]);
    expect(seen).toEqual(Object.fromEntries(expected));
  });

  test('h5py reads the files', () => {
    const seen = python(
      `f = h5py.File(sys.argv[1])['psyrun']
print(json.dumps([{k: str(v.dtype) for k, v in f.items()}, f['text'].asstr()[:].tolist() + f['ascii'].asstr()[:].tolist(),
  {k: str(v[()].tolist()) for k, v in f.items()}]))`,
      written(),
    );
    const values = keys.map((key) => [key, key === 'boolean' ? '[1, 0, 1]' : COLUMNS[key][3]]);
    expect(seen).toEqual([
      Object.fromEntries(keys.map((key) => [key, COLUMNS[key][2]])),
      ['', ' ü', '😀', '', ' b ', 'full'],
      Object.fromEntries(values),
    ]);
  });

  test('PyTables appends to the files', async () => {
    const file = join(folder, `appended-${compression}.h5`);
    await store.save(file, { x: [0.5], ok: [true] });
    python(
      `f = tables.open_file(sys.argv[1], 'a')
f.root.psyrun.x.append([1.5, 2.5]); f.root.psyrun.ok.append([False, True]); f.close(); print(0)`,
      file,
    );
    await store.append(file, { x: [7], ok: [false] });
    const { x, ok } = await store.load(file);
    expect([...x!]).toEqual([0.5, 1.5, 2.5, 7]);
    expect([...ok!]).toEqual([true, false, true, false]);
  });
});

describe('files of Python are read, and written back unchanged', () => {
  const arrays = `a = dict(
    f4=np.array([0.1, 2, 3], '>f4'), f8=np.array([0.1, 2, 3], '>f8'), i1=np.array([-1, 2, 3], 'i1'),
    i2=np.array([-1, 2, 3], '>i2'), i8=np.array([-1, 2**62, 3], '>i8'), u4=np.array([1, 2, 2**32 - 1], '>u4'),
    u8=np.array([1, 2, 2**64 - 1], 'u8'), b1=np.array([True, False, True]), c8=np.array([1+2j, 3, 4j], 'c8'),
    c16=np.array([1+2j, 3, 4j]), C8=np.array([1+2j, 3, 4j], '>c8'), C16=np.array([1+2j, 3, 4j], '>c16'), S=np.array([b'a', b'', b'xyz']), grid=np.arange(12.).reshape(3, 2, 2))
`;
  const writers = {
    'arrays of PyTables': `f = tables.open_file(sys.argv[1], 'w'); g = f.create_group('/', 'psyrun')
for k, v in a.items(): f.create_array(g, k, v)`,
    'compressed arrays of PyTables': `f = tables.open_file(sys.argv[1], 'w'); g = f.create_group('/', 'psyrun')
for k, v in a.items(): f.create_earray(g, k, obj=v, filters=tables.Filters(5, 'zlib', shuffle=True, fletcher32=True))`,
    'datasets of h5py': `f = h5py.File(sys.argv[1], 'w'); g = f.create_group('psyrun')
for k, v in a.items(): g[k] = v`,
  };

  test.each(Object.entries(writers))('%s', async (name, writer) => {
    const store = new H5Store();
    const [theirs, ours] = [join(folder, `${name}.h5`), join(folder, `${name} ours.h5`)];
    python(`${arrays}${writer}\nf.close(); print(0)`, theirs);
    const loaded = await store.load(theirs);
    await store.save(ours, loaded);
    const same = python(
      `${arrays}f = tables.open_file(sys.argv[1])
print(json.dumps({n.name: bool(np.array_equal(a[n.name], n[:])) and n.dtype.kind == a[n.name].dtype.kind for n in f.root.psyrun}))`,
      ours,
    );
    expect(Object.keys(loaded)).toHaveLength(14);
    expect(same).toEqual(Object.fromEntries(Object.keys(loaded).map((key) => [key, true])));
  });

  test('strings without the padding of other programs', async () => {
    const file = join(folder, 'text.h5');
    const writer = `from h5py import h5t, h5s, h5d
f = h5py.File(sys.argv[1], 'w'); g = f.create_group('psyrun')
def put(name, padding, values):
    t = h5t.C_S1.copy(); t.set_size(4); t.set_strpad(padding)
    h5d.create(g.id, name, t, h5s.create_simple((2,))).write(h5s.ALL, h5s.ALL, np.array(values), mtype=t)
put(b'blanks', h5t.STR_SPACEPAD, [b'ab  ', b' c  '])
put(b'nuls', h5t.STR_NULLPAD, [b'ab', b'c d '])
put(b'rest', h5t.STR_NULLTERM, [b'ab\\0z', b'cde\\0'])`;
    python(`${writer}\nf.close(); print(0)`, file);
    expect(await new H5Store().load(file)).toEqual({
      blanks: ['ab', ' c'],
      nuls: ['ab', 'c d '],
      rest: ['ab', 'cde'],
    });
  });

  test('what h5py writes by default: text and lists of any length, floats of 2 bytes, enumerations', async () => {
    const file = join(folder, 'default.h5');
    const writer = `f = h5py.File(sys.argv[1], 'w'); g = f.create_group('psyrun')
g['text'] = ['a', 'länger', '']
g['bytes'] = np.array([b'a', b'bc', b''], dtype=object).astype(h5py.string_dtype('ascii'))
g['grid'] = np.array([['a', 'b'], ['c', 'd'], ['e', 'f']], dtype=object)
lists = g.create_dataset('lists', (3,), dtype=h5py.vlen_dtype('>i4')); lists[0] = [1, -2]; lists[1] = [3]
words = g.create_dataset('words', (3,), dtype=h5py.vlen_dtype('f8')); words[2] = [0.5]
for order in '<>':
    g[f'half{order}'] = np.array([0.5, 65504, -np.inf], f'{order}f2')
    for size in '248':
        values = h5py.enum_dtype({'RED': -1, 'GREEN': 2}, basetype=f'{order}i{size}')
        g[f'enum{order}{size}'] = np.array([-1, 2, -1], dtype=values)
g['bool'] = np.array([True, False, True])`;
    python(`${writer}\nf.close(); print(0)`, file);
    const colours = [-1, 2, -1];
    expect(JSON.parse(JSON.stringify(await new H5Store().load(file), plain))).toEqual({
      bool: [true, false, true],
      bytes: ['a', 'bc', ''],
      ...Object.fromEntries(
        ['<', '>'].flatMap((order) => [2, 4, 8].map((size) => [`enum${order}${size}`, colours])),
      ),
      grid: [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
      'half<': [0.5, 65504, null],
      'half>': [0.5, 65504, null],
      lists: [[1, -2], [3], []],
      text: ['a', 'länger', ''],
      words: [[], [], [0.5]],
    });
    expect(await new H5Store().load(file, { columns: ['text'] })).toEqual({
      text: ['a', 'länger', ''],
    });
    expect((await new H5Store().load(file, 1))['text']).toBe('länger');
  });

  test('much text of any length, more than is read at once', async () => {
    const file = join(folder, 'much.h5');
    python(
      `f = h5py.File(sys.argv[1], 'w'); f['psyrun/s'] = [str(i) * (i % 50) for i in range(5000)]; f.close(); print(0)`,
      file,
    );
    const { s } = await new H5Store().load(file);
    expect([...s!]).toEqual(Array.from({ length: 5000 }, (_, i) => String(i).repeat(i % 50)));
  });

  test('lists of text in each row are written for both libraries', async () => {
    const file = join(folder, 'grid.h5');
    await new H5Store().save(file, {
      names: [
        ['a', 'bb'],
        ['c', 'd'],
      ],
    });
    const seen = python(
      `print(json.dumps([str(h5py.File(sys.argv[1])['psyrun/names'][:].tolist()), str(tables.open_file(sys.argv[1]).root.psyrun.names[:].tolist())]))`,
      file,
    );
    const lists = "[[b'a', b'bb'], [b'c', b'd']]";
    expect(seen).toEqual([lists, lists]);
  });

  test.each([
    ['l', `g['l'] = np.array([b'\\xfc'])`, 'Element 0 is text that is not UTF-8'],
    [
      'g',
      `g['g'] = np.zeros(2, 'g')`,
      'have 16 bytes and are not read. They are floats of an unusual',
    ],
    ['r', `g['r'] = np.zeros(2, 'i4,f8')`, 'write each field as a dataset of its own'],
    ['M', `g['M'] = np.zeros(2, 'M8[s]').astype(h5py.opaque_dtype('M8[s]'))`, 'such as dates'],
    ['v', `g['v'] = np.zeros(2, 'V3')`, 'They are opaque bytes'],
    ['ref', `g['ref'] = np.array([g.ref], dtype=h5py.ref_dtype)`, 'references to other objects'],
    ['z', `g.create_dataset('z', data=np.zeros(9), compression='lzf')`, 'compressed with lzf'],
  ])('unsupported data is refused: %s', async (key, writer, why) => {
    const file = join(folder, `${key}.h5`);
    python(
      `f = h5py.File(sys.argv[1], 'w'); g = f.create_group('psyrun'); ${writer}; f.close(); print(0)`,
      file,
    );
    await expect(new H5Store().load(file)).rejects.toMatchObject({
      code: 'PSYRUN_NOT_SUPPORTED',
      message: expect.stringContaining(why) as unknown,
    });
  });
});
