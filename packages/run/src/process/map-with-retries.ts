import type { IndexedRow, PoolMapOptions, RowOutcome, WorkerPool } from '@psyrun/mapper';

/** Options of {@link mapWithRetries}. */
export interface RetryOptions extends PoolMapOptions {
  /** How many times a failed row is retried. */
  readonly retries: number;
  /** Called after every attempt. `willRetry` is true if the row will be retried. */
  readonly onOutcome: (outcome: RowOutcome, willRetry?: boolean) => void;
}

/**
 * Evaluates rows in a pool. Failed rows are retried after all others, so that a temporary problem has
 * time to pass. Rejects as `WorkerPool.map` does.
 */
export async function mapWithRetries(
  pool: Pick<WorkerPool, 'map'>,
  rows: Iterable<IndexedRow>,
  { retries, onOutcome, ...options }: RetryOptions,
): Promise<void> {
  const failed: IndexedRow[] = [];
  await pool.map(rows, {
    ...options,
    onOutcome: (outcome) => {
      const willRetry = outcome.kind === 'failed' && retries > 0;
      if (willRetry) failed.push({ index: outcome.index, row: outcome.row });
      onOutcome(outcome, willRetry);
    },
  });
  if (failed.length === 0) return;
  await mapWithRetries(pool, failed, { ...options, retries: retries - 1, onOutcome });
}
