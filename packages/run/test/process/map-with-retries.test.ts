import { describe, expect, test } from '@jest/globals';
import type { FailureClass, RetriesByClass } from '@psyrun/core';
import type { IndexedRow, PoolMapOptions, RowOutcome } from '@psyrun/mapper';
import { mapWithRetries } from '../../src/process/map-with-retries.ts';

/** Returns a pool in which row `n` fails the first `n` times, or with these classes, one after the other. */
function stubbornPool(classes: Readonly<Record<number, readonly FailureClass[]>>) {
  const failures = new Map<number, number>();
  return {
    async map(rows: Iterable<IndexedRow>, { onOutcome }: PoolMapOptions): Promise<void> {
      for (const { index, row } of rows) {
        const before = failures.get(index) ?? 0;
        failures.set(index, before + 1);
        const base = { index, row, startedAt: 0, duration: 0 };
        const own = classes[index] ?? Array<FailureClass>(index).fill('exception');
        const error = {
          name: 'Error',
          message: 'no',
          reason: 'threw',
          class: own[before]!,
        } as const;
        onOutcome(
          before < own.length
            ? { kind: 'failed', ...base, error }
            : { kind: 'done', ...base, row: {} },
        );
      }
    },
  };
}

async function outcomes(
  rows: number,
  retries: number | RetriesByClass,
  classes: Readonly<Record<number, readonly FailureClass[]>> = {},
): Promise<string[]> {
  const told: string[] = [];
  const given = Array.from({ length: rows }, (_, index) => ({ index, row: { index } }));
  await mapWithRetries(stubbornPool(classes), given, {
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

  test('retries by the class of each failure, and not for other classes', async () => {
    const classes: Record<number, readonly FailureClass[]> = {
      0: ['timeout', 'timeout'],
      1: ['exception'],
      2: ['timeout', 'outOfMemory', 'outOfMemory', 'timeout'],
      3: ['signal'],
    };
    expect(await outcomes(4, { timeout: 1, outOfMemory: 2 }, classes)).toEqual([
      '0 failed, again',
      '1 failed',
      '2 failed, again',
      '3 failed',
      '0 failed',
      '2 failed, again',
      '2 failed, again',
      '2 failed',
    ]);
    expect(await outcomes(2, { exception: 0 }, { 0: ['exception'], 1: [] })).toEqual([
      '0 failed',
      '1 done',
    ]);
  });

  test('does not retry by default', async () => {
    expect(await outcomes(2, 0)).toEqual(['0 done', '1 failed']);
  });
});
