import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { NdColumn } from '@psyrun/columns';
import type { PsyrunWarning, Table } from '@psyrun/core';
import { scanJournal } from '@psyrun/journal';
import { param, range } from '@psyrun/pspace';
import { NpzStore } from '@psyrun/store-npz';
import { PickleStore } from '@psyrun/store-pickle';
import { functionAddress } from '../../src/pool/function-address.ts';
import { mapPspaceHddBacked } from '../../src/on-disk/map-pspace-hdd-backed.ts';
import { FUNCTIONS } from '../pool-run.ts';

jest.setTimeout(20_000);
const root = mkdtempSync(join(tmpdir(), 'psyrun-mapper-'));
afterAll(() => rmSync(root, { recursive: true }));
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'));
  file = join(folder, 'result.npz');
});

const store = new NpzStore();
const lists = (table: Table | undefined) =>
  Object.fromEntries(Object.entries(table!).map(([key, column]) => [key, [...column]]));

/** Returns a function that counts its calls and stops the work at one row, as a crash would. */
function counting(stopAt = Infinity) {
  const seen: number[] = [];
  const stop = new Error('power failure');
  const fn = ({ x }: { x: number }) => {
    seen.push(x);
    return { y: x * x };
  };
  const onProgress = () => {
    if (seen.length === stopAt) throw stop;
  };
  return { fn, seen, onProgress };
}

/** The offsets of the records of a journal: its first line and its session come before. */
function recordsIn(journal: Buffer): number[] {
  const offsets: number[] = [];
  for (let at = 17; at < journal.length; at += 8 + journal.readUInt32LE(at)) offsets.push(at);
  return offsets.slice(1);
}

describe.each([
  ['.npz', new NpzStore()],
  ['.pkl', new PickleStore()],
])('%s', (ext, anyStore) => {
  test('writes the result to the file, in the order of the space, and leaves no other file', async () => {
    const target = join(folder, `result${ext}`);
    const table = await mapPspaceHddBacked(counting().fn, param({ x: range(5) }), target, anyStore);
    const expected = { x: [0, 1, 2, 3, 4], y: [0, 1, 4, 9, 16] };
    expect(lists(table)).toEqual(expected);
    expect(lists(await anyStore.load(target))).toEqual(expected);
    expect(readdirSync(folder)).toEqual([`result${ext}`]);
  });
});

test('keeps the number of equal rows when it completes a file', async () => {
  const { fn, seen } = counting();
  await mapPspaceHddBacked(fn, param({ x: [1, 1, 2] }), file, store);
  const table = await mapPspaceHddBacked(fn, param({ x: [2, 1, 1, 3] }), file, store);
  expect(lists(table)).toEqual({ x: [2, 1, 1, 3], y: [4, 1, 1, 9] });
  expect(seen).toEqual([1, 1, 2, 3]);
});

test('B21: finds arrays of different length again, although the file pads them', async () => {
  const { seen } = counting();
  const fn = ({ w }: { w: number[] | number[][] }) => ({ y: seen.push(w.length) });
  const first = param({ w: [[1, 2], [3], [4, 5, 6]] });
  await mapPspaceHddBacked(fn, first, file, store);
  const grown = param({ w: [[7, 8, 9, 10], [4, 5, 6], [3], [1, 2]] });
  const table = await mapPspaceHddBacked(fn, grown, file, store);
  expect(lists(table)['y']).toEqual([4, 3, 2, 1]);
  const nested = param({ w: [[[1], [2]], [[3, 4]]] });
  const nestedFile = join(folder, 'nested.npz');
  await mapPspaceHddBacked(fn, nested, nestedFile, store);
  await mapPspaceHddBacked(fn, nested, nestedFile, store);
  expect(seen).toEqual([2, 1, 3, 4, 2, 1]);
});

test('works in workers, without reading the result', async () => {
  const square = functionAddress(FUNCTIONS, 'square');
  const options = { poolSize: 2, returnData: false };
  const space = param({ x: range(300) });
  expect(await mapPspaceHddBacked(square, space, file, store, options)).toBeUndefined();
  const { x, y } = lists(await store.load(file));
  expect(x).toEqual(Array.from({ length: 300 }, (_, i) => i));
  expect(y).toEqual(x!.map((value) => (value as number) ** 2));
});

test('refuses options of workers for a function', async () => {
  const mapped = mapPspaceHddBacked(counting().fn, param({ x: [1] }), file, store, { timeout: 9 });
  await expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_ARGUMENT' });
  await expect(mapped).rejects.toThrow('"timeout"');
});

test('an empty space gives an empty file', async () => {
  expect(lists(await mapPspaceHddBacked(() => ({}), param({ x: [] }), file, store))).toEqual({
    x: [],
  });
});

describe('resumed', () => {
  test('after a stop, evaluates only the missing rows', async () => {
    const space = param({ x: range(10) });
    const first = counting(4);
    const stopped = mapPspaceHddBacked(first.fn, space, file, store, first);
    await expect(stopped).rejects.toThrow('power failure');
    expect(existsSync(file)).toBe(false);
    const second = counting();
    const table = await mapPspaceHddBacked(second.fn, space, file, store);
    expect(second.seen).toEqual([4, 5, 6, 7, 8, 9]);
    expect(lists(table)['y']).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81]);
  });

  test('when all rows are done, evaluates nothing and does not touch the file', async () => {
    const space = param({ x: range(3) });
    await mapPspaceHddBacked(counting().fn, space, file, store);
    const before = readFileSync(file);
    const again = counting();
    const table = await mapPspaceHddBacked(again.fn, space, file, store);
    expect(again.seen).toEqual([]);
    expect(lists(table)).toEqual({ x: [0, 1, 2], y: [0, 1, 4] });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('finds rows by their values if the space has grown and changed its order', async () => {
    await mapPspaceHddBacked(counting().fn, param({ x: [1, 2, 3] }), file, store);
    const again = counting();
    const table = await mapPspaceHddBacked(again.fn, param({ x: [5, 3, 1, 2] }), file, store);
    expect(again.seen).toEqual([5]);
    expect(lists(table)).toEqual({ x: [5, 3, 1, 2], y: [25, 9, 1, 4] });
  });

  test('reads a journal of a space in another order', async () => {
    const first = counting(2);
    const stopped = mapPspaceHddBacked(first.fn, param({ x: [7, 8, 9] }), file, store, first);
    await expect(stopped).rejects.toThrow('power failure');
    const again = counting();
    const table = await mapPspaceHddBacked(again.fn, param({ x: [9, 8, 7] }), file, store);
    expect(again.seen).toEqual([9]);
    expect(lists(table)).toEqual({ x: [9, 8, 7], y: [81, 64, 49] });
  });

  test('reads a journal before and after damage, and evaluates the damaged row alone', async () => {
    const space = param({ x: range(5) });
    const first = counting(4);
    await mapPspaceHddBacked(first.fn, space, file, store, first).catch(() => undefined);
    const journal = readFileSync(`${file}.journal`);
    journal[recordsIn(journal)[1]! + 20]! ^= 1;
    writeFileSync(`${file}.journal`, journal);
    const again = counting();
    const codes: string[] = [];
    const onWarning = ({ code }: PsyrunWarning) => codes.push(code);
    const table = await mapPspaceHddBacked(again.fn, space, file, store, { onWarning });
    expect(again.seen).toEqual([1, 4]);
    expect(codes).toEqual(['PSYRUN_WARN_JOURNAL_DAMAGED']);
    expect(lists(table)).toEqual({ x: [0, 1, 2, 3, 4], y: [0, 1, 4, 9, 16] });
  });

  test('evaluates each of several equal rows', async () => {
    const space = param({ x: [1, 1, 2, 1] });
    const first = counting(2);
    await mapPspaceHddBacked(first.fn, space, file, store, first).catch(() => undefined);
    const again = counting();
    const table = await mapPspaceHddBacked(again.fn, space, file, store);
    expect(again.seen).toEqual([2, 1]);
    expect(lists(table)).toEqual({ x: [1, 1, 2, 1], y: [1, 1, 4, 1] });
  });

  test('keeps a journaled row that left the space until the space has it again', async () => {
    const whole = param({ x: range(4) });
    const first = counting(3);
    await mapPspaceHddBacked(first.fn, whole, file, store, first).catch(() => undefined);
    await mapPspaceHddBacked(counting().fn, param({ x: [0] }), file, store);
    const again = counting();
    await mapPspaceHddBacked(again.fn, whole, file, store);
    expect(again.seen).toEqual([3]);
  });

  test('B22, B23: works without excluded parameters and results', async () => {
    const space = param({ x: range(6), noise: range(6) });
    const first = counting(3);
    const options = { exclude: ['noise'] };
    const stopped = mapPspaceHddBacked(first.fn, space, file, store, { ...first, ...options });
    await expect(stopped).rejects.toThrow('power failure');
    const again = counting();
    const table = await mapPspaceHddBacked(again.fn, space, file, store, options);
    expect(again.seen).toEqual([3, 4, 5]);
    expect(lists(table)).toEqual({ x: [0, 1, 2, 3, 4, 5], y: [0, 1, 4, 9, 16, 25] });
    const once = counting();
    await mapPspaceHddBacked(once.fn, space, file, store, options);
    expect(once.seen).toEqual([]);
  });

  test('B23: works if the result excludes what setup returned', async () => {
    const evaluator = {
      module: FUNCTIONS.href,
      export: 'countingEvaluator',
      options: { start: 0 },
    };
    const space = param({ x: range(4) });
    const options = { poolSize: 1, exclude: ['list', 'procId', 'setUps', 'loads'] };
    const stop = new AbortController();
    const stopped = mapPspaceHddBacked(evaluator, space, file, store, {
      ...options,
      signal: stop.signal,
      onProgress: (done) => done === 2 && stop.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'PSYRUN_ABORTED' });
    expect(lists(await mapPspaceHddBacked(evaluator, space, file, store, options))).toEqual({
      x: [0, 1, 2, 3],
    });
  });

  test('works with another store', async () => {
    const fn = ({ x }: { x: number }) => ({ y: new Map([[x, 1]]) });
    const space = param({ x: [1] });
    const refused = mapPspaceHddBacked(fn, space, file, store);
    await expect(refused).rejects.toMatchObject({ code: 'PSYRUN_STORE_VALUE' });
    const again = counting();
    const table = await mapPspaceHddBacked(again.fn, space, file, new PickleStore());
    expect(again.seen).toEqual([]);
    expect(lists(table)).toEqual({ x: [1], y: [new Map([[1, 1]])] });
  });
});

describe('failed rows', () => {
  const fn = ({ x }: { x: number }) => {
    if (x === 1) throw new RangeError('not one');
    return { y: x };
  };
  const space = param({ x: range(4) });
  const partial = () => join(folder, 'result.partial.npz');

  test('B11: do not affect other rows; the file with the others does not look complete', async () => {
    await expect(mapPspaceHddBacked(fn, space, file, store)).rejects.toMatchObject({
      code: 'PSYRUN_ROW_FAILED',
      fields: { failed: 1, index: 1, row: { x: 1 }, file: partial() },
    });
    expect(existsSync(file)).toBe(false);
    expect(lists(await store.load(partial()))).toEqual({ x: [0, 2, 3], y: [0, 2, 3] });
  });

  test('go to onFailed and to the journal, and the next call retries them', async () => {
    const failed: number[] = [];
    const options = { onFailed: ({ index }: { index: number }) => failed.push(index) };
    await mapPspaceHddBacked(fn, space, file, store, options);
    await mapPspaceHddBacked(fn, space, file, store, options);
    expect(failed).toEqual([1, 1]);
    const attempts: number[] = [];
    await scanJournal(`${file}.journal`, ({ kind, attempt }) => {
      if (kind === 'failed') attempts.push(attempt);
    });
    expect(attempts).toEqual([1, 2]);
    const again = counting();
    await mapPspaceHddBacked(again.fn, space, file, store);
    expect(again.seen).toEqual([1]);
    expect(readdirSync(folder)).toEqual(['result.npz']);
  });

  test('stop the work with stopOnFailure', async () => {
    const seen: number[] = [];
    const watched = (row: { x: number }) => (seen.push(row.x), fn(row));
    const stopped = mapPspaceHddBacked(watched, space, file, store, { stopOnFailure: true });
    await expect(stopped).rejects.toMatchObject({ code: 'PSYRUN_ROW_FAILED' });
    expect(seen).toEqual([0, 1]);
  });

  test('a result that no store can hold fails its row at once', async () => {
    const errors: unknown[] = [];
    const bad = ({ x }: { x: number }) => ({ y: x === 2 ? () => x : x });
    const table = await mapPspaceHddBacked(bad, space, file, store, {
      onFailed: ({ index, error }) => errors.push([index, error.code, error.reason]),
    });
    expect(errors).toEqual([[2, 'PSYRUN_RESULT_VALUE', 'refused']]);
    expect(lists(table)).toEqual({ x: [0, 1, 3], y: [0, 1, 3] });
  });
});

describe('refuses a file', () => {
  test.each([
    ['with rows that are not in the space', { x: [0, 99], y: [0, 1] }, /x: 99/],
    ['with too few parameters to identify its rows', { y: [0, 1] }, /lacks "x"/],
  ])('%s', async (_, table, message) => {
    await store.save(file, table);
    const before = readFileSync(file);
    const { fn, seen } = counting();
    const mapped = mapPspaceHddBacked(fn, param({ x: range(4) }), file, store);
    await expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_FILE_EXISTS' });
    await expect(mapped).rejects.toThrow(message);
    expect(seen).toEqual([]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('that another running call writes', async () => {
    const space = param({ x: range(2) });
    let begin!: () => void;
    let release!: () => void;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    const slow = async () => {
      begin();
      await released;
      return {};
    };
    const running = mapPspaceHddBacked(slow, space, file, store);
    await begun;
    const second = mapPspaceHddBacked(counting().fn, space, file, store);
    await expect(second).rejects.toMatchObject({ code: 'PSYRUN_STORE_BUSY' });
    release();
    await running;
  });
});

test('joins n-d results of different shapes in one column', async () => {
  const fn = ({ x }: { x: number }) => ({ path: new Float64Array(x).fill(x) });
  const table = await mapPspaceHddBacked(fn, param({ x: [1, 2] }), file, store);
  expect(table!['path']).toBeInstanceOf(NdColumn);
  expect([...(table!['path'] as NdColumn).data]).toEqual([1, NaN, 2, 2]);
});
