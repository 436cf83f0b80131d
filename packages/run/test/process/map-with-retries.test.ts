import { describe, expect, test } from '@jest/globals';
import type { IndexedRow, PoolMapOptions, RowOutcome } from '@psyrun/mapper';
import { mapWithRetries } from '../../src/process/map-with-retries.ts';

/** Returns a pool in which row `n` fails the first `n` times. */
function stubbornPool() {
  const failures = new Map<number, number>();
  return {
    async map(rows: Iterable<IndexedRow>, { onOutcome }: PoolMapOptions): Promise<void> {
      for (const { index, row } of rows) {
        const before = failures.get(index) ?? 0;
        failures.set(index, before + 1);
        const base = { index, row, startedAt: 0, duration: 0 };
        const error = { name: 'Error', message: 'no', reason: 'threw' } as const;
        onOutcome(
          before < index ? { kind: 'failed', ...base, error } : { kind: 'done', ...base, row: {} },
        );
      }
    },
  };
}

async function outcomes(rows: number, retries: number): Promise<string[]> {
  const told: string[] = [];
  const given = Array.from({ length: rows }, (_, index) => ({ index, row: { index } }));
  await mapWithRetries(stubbornPool(), given, {
    retries,
    onOutcome: ({ index, kind }: RowOutcome, willRetry) =>
      told.push(`${index} ${kind}${willRetry ? ', again' : ''}`),
  });
  return told;
}

describe('mapWithRetries', () => {
  test('retries failed rows after the others, up to the limit', async () => {
    expect(await outcomes(4, 2)).toEqual([
      '0 done',
      '1 failed, again',
      '2 failed, again',
      '3 failed, again',
      '1 done',
      '2 failed, again',
      '3 failed, again',
      '2 done',
      '3 failed',
    ]);
  });

  test('does not retry by default', async () => {
    expect(await outcomes(2, 0)).toEqual(['0 done', '1 failed']);
  });
});
