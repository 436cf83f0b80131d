import type { RetriesByClass } from '@psyrun/core';
import { failureClass } from '@psyrun/journal';
import type { IndexedRow, PoolMapOptions, RowOutcome, WorkerPool } from '@psyrun/mapper';
import { UsedRetries } from './used-retries.ts';

/** Options of {@link mapWithRetries}. */
export interface RetryOptions extends PoolMapOptions {
  /** How many times a failed row is repeated: after any failure, or by the class of the failure. */
  readonly retries: number | RetriesByClass;
  /** Called after every attempt. `willRetry` is true if the row will be repeated. */
  readonly onOutcome: (outcome: RowOutcome, willRetry?: boolean) => void;
}

/**
 * Evaluates rows in a pool. Failed rows are repeated after all others, so that a temporary problem has
 * time to pass. Rejects as `WorkerPool.map` does.
 */
export async function mapWithRetries(
  pool: Pick<WorkerPool, 'map'>,
  rows: Iterable<IndexedRow>,
  { retries, onOutcome, ...options }: RetryOptions,
): Promise<void> {
  const used = new UsedRetries(retries);
  let next = rows;
  for (let failed: IndexedRow[] | undefined; failed === undefined || failed.length > 0;) {
    failed = [];
    const again = failed;
    await pool.map(next, {
      ...options,
      onOutcome: (outcome) => {
        const { kind, index, row } = outcome;
        const willRetry = kind === 'failed' && used.note(index, failureClass(outcome.error));
        if (willRetry) again.push({ index, row });
        onOutcome(outcome, willRetry);
      },
    });
    next = again;
  }
}
