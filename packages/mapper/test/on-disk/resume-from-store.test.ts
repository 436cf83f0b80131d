import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { float } from '@psyrun/core';
import { linspace, param, range } from '@psyrun/pspace';
import { NpzStore } from '@psyrun/store-npz';
import { functionAddress } from '../../src/pool/function-address.ts';
import { mapPspaceHddBacked } from '../../src/on-disk/map-pspace-hdd-backed.ts';
import { FUNCTIONS } from '../pool-run.ts';

jest.setTimeout(60_000);
const root = mkdtempSync(join(tmpdir(), 'psyrun-resume-'));
afterAll(() => rmSync(root, { recursive: true }));
const store = new NpzStore();
let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(root, 'case-')), 'result.npz');
});

describe('floats stay floats', () => {
  const space = (count: number) => param({ t: linspace(0, count - 1, count), x: range(count) });
  const floats = functionAddress(FUNCTIONS, 'floats');

  test('those of a function and those of typed axes, also of rows that were there before', async () => {
    for (const count of [2, 3]) {
      const table = await mapPspaceHddBacked(floats, space(count), file, store, { poolSize: 1 });
      expect(table).toMatchObject({
        t: Float64Array.of(0, 1, 2).slice(0, count),
        x: [0, 1, 2].slice(0, count),
        y: Float64Array.of(0, 1, 4).slice(0, count),
        list: { data: Float64Array.of(0, 1, 1, 1, 2, 1).slice(0, 2 * count) },
      });
    }
  });

  test('those that were read from a file, behind integers of the new rows', async () => {
    const run = (count: number, fn: (row: { x: number }) => object) =>
      mapPspaceHddBacked(fn, param({ x: range(count) }), file, store);
    await run(1, () => ({ y: float(1) }));
    expect(await run(2, () => ({ y: 2 }))).toMatchObject({ y: Float64Array.of(1, 2) });
  });
});
