import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { functionAddress } from '../../src/pool/function-address.ts';
import type { IndexedRow, RowOutcome } from '../../src/row/outcome.ts';
import type { PoolMapOptions } from '../../src/pool/pool-call.ts';
import { WorkerPool } from '../../src/pool/worker-pool.ts';
import { gone, marked, newMark } from '../marked-processes.ts';
import { FUNCTIONS, indexed, isDone, isFailed, outcomesOf, withPool } from '../pool-run.ts';

jest.setTimeout(60_000);
/** Milliseconds: enough for a harmless row on a busy machine. */
const TIMEOUT = 5000;

interface Expected {
  readonly reason: string;
  readonly message: RegExp;
}

/** The behaviour of a row, and its expected error. */
const BAD: Readonly<Record<string, Expected>> = {
  throw: { reason: 'threw', message: /^bad \d+$/ },
  block: { reason: 'timeout', message: /longer than 5000 ms/ },
  wait: { reason: 'timeout', message: /longer than 5000 ms/ },
  exit: { reason: 'crashed', message: /exit code 3/ },
  segfault: { reason: 'crashed', message: /signal SIGSEGV/ },
  memory: { reason: 'crashed', message: /SIGABRT.*out of memory/ },
};

/** Returns harmless rows, with `acts` at some indices. */
function rowsWith(count: number, acts: ReadonlyMap<number, string>): IndexedRow[] {
  return indexed(Array.from({ length: count }, (_, x) => ({ x, act: acts.get(x) ?? '' })));
}

const mark = newMark();
const pool = new WorkerPool({
  evaluator: functionAddress(FUNCTIONS, 'act'),
  size: 2,
  env: () => mark,
  maxMemory: 48,
});
afterAll(async () => {
  await pool.close();
  await gone(mark);
});

async function run(rows: IndexedRow[], options: Partial<PoolMapOptions> = {}) {
  return outcomesOf(pool, rows, { timeout: TIMEOUT, ...options });
}

function expectOutcomes(outcomes: RowOutcome[], count: number, acts: ReadonlyMap<number, string>) {
  expect(outcomes).toHaveLength(count);
  const isBad = ({ index }: RowOutcome) => acts.get(index)! in BAD;
  expect(outcomes.filter(isFailed).map(({ index }) => index)).toEqual(
    outcomes.filter(isBad).map(({ index }) => index),
  );
  for (const { index, row } of outcomes.filter(isDone)) expect(row['y']).toBe(index * index);
  for (const { index, error } of outcomes.filter(isFailed)) {
    const { reason, message } = BAD[acts.get(index)!]!;
    expect(error.reason).toBe(reason);
    expect(error.message).toMatch(message);
  }
}

describe('B12, B15: one bad row among good ones fails with its cause, and all others are done', () => {
  test.each(Object.keys(BAD))('%s', async (act) => {
    const acts = new Map([[13, act]]);
    expectOutcomes(await run(rowsWith(40, acts)), 40, acts);
  });

  test('a row that prints megabytes', async () => {
    let text = '';
    const outcomes = await run(rowsWith(40, new Map([[13, 'print']])), {
      onOutput: (more) => (text += more),
    });
    expect(outcomes.filter(isDone)).toHaveLength(40);
    expect(text.length).toBe(3e6);
  });

  test('keeps all output of a row that prints megabytes and then dies', async () => {
    let text = '';
    await run(rowsWith(9, new Map([[3, 'shout']])), { onOutput: (more) => (text += more) });
    expect(text.length).toBeGreaterThan(0);
    expect(text.length % 3e6).toBe(0);
  });

  test('keeps the end of the output of a process that died', async () => {
    const outcomes = await run(rowsWith(9, new Map([[0, 'memory']])));
    expect((outcomes[0] as { error?: { stack?: string } }).error?.stack).toContain(
      'heap out of memory',
    );
  });
});

test('signals that a cluster sends to all processes of a job do not fail a row', async () => {
  const acts = new Map([[1, 'terminate']]);
  expectOutcomes(await run(rowsWith(3, acts)), 3, acts);
});

test('all kinds of bad rows among a thousand rows', async () => {
  const kinds = [...Object.keys(BAD), 'print', 'throw', 'exit', 'segfault', 'throw', 'exit'];
  const acts = new Map(kinds.map((act, i) => [40 + 77 * i, act]));
  const outcomes = await run(rowsWith(1000, acts));
  expectOutcomes(outcomes, 1000, acts);
});

test('a row that waits too long fails alone among many concurrent rows', async () => {
  const acts = new Map([
    [5, 'wait'],
    [20, 'wait'],
    [21, 'exit'],
  ]);
  expectOutcomes(await run(rowsWith(60, acts), { concurrency: 8 }), 60, acts);
});

test('processes that bad rows started end with them', async () => {
  const family = newMark();
  await withPool('actWithChild', { env: () => family }, async (pool) => {
    const acts = ['exit', 'segfault', ''];
    const outcomes = await outcomesOf(pool, indexed(acts.map((act, x) => ({ x, act }))), {
      timeout: 300,
    });
    expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'failed', 'done']);
    expect(marked(family)).toHaveLength(1);
  });
  await gone(family);
});

test('a row does not fail because earlier rows used up the memory', async () => {
  const rows = indexed(Array.from({ length: 16 }, (_, x) => ({ x })));
  const outcomes = await withPool('hoard', { maxMemory: 48 }, (pool) => outcomesOf(pool, rows));
  expect(outcomes.filter(isDone)).toHaveLength(16);
});

test('threads: rows that hang, exit or use up their memory fail alone', async () => {
  const acts = new Map([
    [3, 'block'],
    [9, 'exit'],
    [14, 'memory'],
  ]);
  const outcomes = await withPool('act', { threads: true, maxMemory: 48 }, (pool) =>
    outcomesOf(pool, rowsWith(30, acts), {
      // It takes long to use up the memory on a busy machine.
      timeout: 4 * TIMEOUT,
    }),
  );
  const reasons = outcomes.filter(isFailed).map(({ index, error }) => [index, error.reason]);
  expect(reasons).toEqual([
    [3, 'timeout'],
    [9, 'crashed'],
    [14, 'crashed'],
  ]);
});
