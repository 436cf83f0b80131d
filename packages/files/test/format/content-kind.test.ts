import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatError } from '../../src/index.ts';
import { contentKind } from '../../src/format/content-kind.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psyrun-kind-'));
  const writers = `import gzip, bz2, lzma, pickle, json, sqlite3, sys, os
import numpy as np, pandas as pd, h5py
os.chdir(sys.argv[1])
table = pickle.dumps({'x': [1, 2]})
gzip.open('gzip', 'wb').write(table); bz2.open('bzip2', 'wb').write(table); lzma.open('xz', 'wb').write(table)
np.save('npy.npy', np.zeros(2)); np.savez('npz.npz', x=np.zeros(2)); h5py.File('HDF5', 'w')['x'] = 1
open('JSON', 'w').write(json.dumps({'x': [1, 2]})); pd.DataFrame({'x': [1, 2], 'a b': 3}).to_csv('CSV')
db = sqlite3.connect('SQLite'); db.execute('create table t (x)'); db.commit()
for protocol in (2, 3, 4, 5): pickle.dump({'x': [1]}, open(f'pickle{protocol}', 'wb'), protocol)
open('text', 'w').write('The results of Grüße\\n\\tand 1.5\\n'); open('empty', 'w')
for protocol in (0, 1): pickle.dump({'x': [1], 'y': [0.5, 'a,b']}, open(f'none{protocol}', 'wb'), protocol)`;
  execFileSync('/usr/bin/python3', ['-W', 'ignore', '-c', writers, folder]);
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['gzip', 'gzip', /Unpack it first, with gunzip/],
  ['bzip2', 'bzip2', /Unpack it first, with bunzip2/],
  ['xz', 'xz', /Unpack it first, with unxz/],
  ['npy.npy', 'npy', /numpy.savez/],
  ['npz.npz', 'npz', /ends with .npz/],
  ['HDF5', 'HDF5', /ends with .h5/],
  ['JSON', 'JSON', /json.load/],
  ['CSV', 'CSV', /read_csv/],
  ['SQLite', 'SQLite', /Export/],
  ['text', 'text', /pickle a dict/],
  ['empty', 'empty', /make it again/],
  ['pickle2', 'pickle', /ends with .pkl/],
  ['pickle5', 'pickle', /ends with .pkl/],
])('a file of Python is known: %s', async (name, format, hint) => {
  const kind = contentKind(await readFile(join(folder, name)));
  expect(kind?.format).toBe(format);
  const error = formatError(join(folder, name), 'something else', 'the bytes are odd');
  expect(error.message).toContain(`cannot be read as something else: it is ${kind!.what}.`);
  expect(error.message).toMatch(hint);
  expect(formatError(join(folder, name), format, 'the bytes are odd').message).toMatch(
    /are odd. Restore/,
  );
});

test.each(['none0', 'none1'])('an old pickle is not taken for text: %s', async (name) => {
  expect(contentKind(await readFile(join(folder, name)))).toBeUndefined();
});
