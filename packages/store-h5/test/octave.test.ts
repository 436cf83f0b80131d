import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NdColumn } from '@psyrun/columns';
import type { Table } from '@psyrun/core';
import { installPackages } from '../../../tools/daemons/install-packages.mjs';
import { H5Store } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'psyrun-octave-'));
beforeAll(() => installPackages({ '/usr/bin/octave': 'octave' }), 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Resolves to what Octave prints after it has loaded a table as `p`. */
async function inOctave(table: Table, script: string): Promise<string> {
  const file = join(folder, 'result.h5');
  await new H5Store().save(file, table);
  const program = `warning('off', 'all'); p = load('${file}').psyrun; ${script}`;
  return execFileSync('octave', ['--no-gui', '--quiet', '--norc', '--eval', program], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

const TABLE = {
  float: [0.5, -1e300, 5e-324],
  missing: [1, null, 3],
  integer: [1, -1, 2 ** 53 - 1],
  string: ['', 'odd', 'even'],
  list: new NdColumn([3, 2], Float64Array.of(1, 2, 3, 4, 5, 6)),
};

test('Octave loads numbers, strings and arrays, as the guide says', async () => {
  const script = `
    assert(p.float, [0.5, -1e300, 5e-324]);
    assert(p.missing, [1, NaN, 3]);
    assert(p.integer, int64([1, -1, 9007199254740991]));
    assert(p.string, ['    '; 'odd '; 'even']);
    assert(p.list, [1 3 5; 2 4 6]);
    printf('equal');`;
  expect(await inOctave(TABLE, script)).toBe('equal');
});

test('Octave leaves booleans out, as the guide says', async () => {
  const table = { ...TABLE, boolean: [true, false, true] };
  expect(await inOctave(table, `printf('%s ', fieldnames(p){:});`)).toBe(
    'float integer list missing string ',
  );
});

test('Octave does not load a file with strings beyond ASCII, as the guide says', async () => {
  const table = { ...TABLE, string: ['a', 'ö', 'b'] };
  await expect(inOctave(table, `printf('loaded');`)).rejects.toThrow();
});
