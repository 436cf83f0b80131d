import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { ProgramAddress } from '@psyrun/core';
import { WorkerPool } from '../../../src/pool/worker-pool.ts';
import { gone, newMark } from '../../marked-processes.ts';
import { indexed, isDone, isFailed, outcomesOf } from '../../pool-run.ts';
import type { PoolMapOptions } from '../../../src/pool/pool-call.ts';
import type { RowOutcome } from '../../../src/row/outcome.ts';

jest.setTimeout(60_000);
const PROGRAM = fileURLToPath(new URL('../../fixtures/program.mjs', import.meta.url));

function address(more: Partial<ProgramAddress> = {}): ProgramAddress {
  return { program: { argv: [process.execPath, PROGRAM] }, ...more };
}

let mark = newMark();
afterEach(async () => {
  await gone(mark);
  mark = newMark();
});

/** Evaluates rows with the program. */
async function run(
  rows: readonly Record<string, unknown>[],
  { size = 1, evaluator = address(), ...options }: Partial<PoolMapOptions> & {
    size?: number;
    evaluator?: ProgramAddress;
  } = {},
): Promise<RowOutcome[]> {
  const pool = new WorkerPool({ evaluator, size, env: () => mark });
  try {
    return await outcomesOf(pool, indexed(rows), options);
  } finally {
    await pool.close();
  }
}

const squares = (count: number) =>
  Array.from({ length: count }, (_, x) => ({ act: 'square', x }));

function results(outcomes: readonly RowOutcome[]): unknown[] {
  return outcomes.map((one) => (isDone(one) ? one.row['y'] : isFailed(one) && one.error.message));
}

describe('a program evaluates rows', () => {
  test('by value, one at a time or in batches', async () => {
    const wanted = squares(500).map(({ x }) => x * x);
    expect(results(await run(squares(500), { size: 2 }))).toEqual(wanted);
    const evaluator = address({ load: { hello: { batch: 64 } } });
    expect(results(await run(squares(500), { size: 2, evaluator }))).toEqual(wanted);
  });

  test('by index', async () => {
    const outcomes = await run(squares(20), { evaluator: address({ rows: 'index' }) });
    expect(results(outcomes)).toEqual(squares(20).map(({ x }) => x * x));
  });

  test('with arrays of a million numbers in both directions', async () => {
    const v = Float64Array.from({ length: 1e6 }, (_, i) => i);
    const rows = [
      { act: 'sum', v },
      { act: 'vector', size: 1e6 },
    ];
    const [sum, vector] = results(await run(rows)) as [number, Float64Array];
    expect(sum).toBe(499999500000);
    expect(vector).toHaveLength(1e6);
    expect(vector[999999]).toBe(499999.5);
  });
});

describe('a row fails alone', () => {
  const cases: [string, string, RegExp][] = [
    ['throw', 'threw', /^bad 3$/],
    ['exit', 'crashed', /with exit code 3/],
    ['kill', 'crashed', /by signal SIGSEGV/],
    ['block', 'timeout', /longer than 700 ms/],
    ['clash', 'refused', /Key "x" was returned/],
  ];
  test.each(cases)('%s', async (act, reason, message) => {
    const rows = squares(8).map((row) => (row.x === 3 ? { ...row, act } : row));
    const outcomes = await run(rows, { timeout: 700 });
    expect(outcomes.filter(isDone)).toHaveLength(7);
    const [failed] = outcomes.filter(isFailed);
    expect(failed).toMatchObject({ index: 3, error: { reason } });
    expect(failed!.error.message).toMatch(message);
  });
});
