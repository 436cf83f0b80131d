import { functionAddress } from '../src/pool/function-address.ts';
import type { DoneOutcome, FailedOutcome, IndexedRow, RowOutcome } from '../src/row/outcome.ts';
import type { PoolMapOptions } from '../src/pool/pool-call.ts';
import { WorkerPool, type WorkerPoolOptions } from '../src/pool/worker-pool.ts';

/** The functions that tests send to workers. */
export const FUNCTIONS = new URL('./fixtures/rows.js', import.meta.url);

export function indexed(rows: readonly Record<string, unknown>[]): IndexedRow[] {
  return rows.map((row, index) => ({ index, row }));
}

/** Resolves to the outcomes by index. Rejects if a row is reported twice. */
export async function outcomesOf(
  pool: WorkerPool,
  rows: Iterable<IndexedRow>,
  options: Partial<PoolMapOptions> = {},
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  await pool.map(rows, {
    onOutput: () => undefined,
    ...options,
    onOutcome: (outcome) => {
      if (outcomes[outcome.index]) throw new Error(`row ${outcome.index} is reported twice`);
      outcomes[outcome.index] = outcome;
      options.onOutcome?.(outcome);
    },
  });
  return outcomes;
}

/**
 * Calls `use` with a pool that evaluates an exported function of the fixtures, then closes the
 * pool.
 */
export async function withPool<T>(
  name: string,
  options: Partial<WorkerPoolOptions>,
  use: (pool: WorkerPool) => Promise<T>,
): Promise<T> {
  const pool = new WorkerPool({ evaluator: functionAddress(FUNCTIONS, name), size: 1, ...options });
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

export const isDone = (outcome: RowOutcome): outcome is DoneOutcome => outcome.kind === 'done';
export const isFailed = (outcome: RowOutcome): outcome is FailedOutcome =>
  outcome.kind === 'failed';

/** True if a process exists. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
