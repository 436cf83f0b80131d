import { tableOf } from '@psyrun/columns';
import { plainTable } from '@psyrun/columns/internal';
import type { ParameterSpace, Row, Table } from '@psyrun/core';
import type { MapOptions } from './map-options.ts';
import type { IndexedRow, RowOutcome } from '../row/outcome.ts';
import { rowFailed } from '../row/failure/row-failed.ts';
import { withoutKeys } from '../row/without-keys.ts';

/** Yields the rows of a space with their indices. */
export function* indexedRows(space: ParameterSpace): Generator<IndexedRow, void> {
  let index = 0;
  for (const row of space) yield { index: index++, row };
}

/**
 * Resolves to the outcomes of `evaluate` as a table in the order of the space. Failed rows have
 * their parameters only.
 */
export async function collect(
  space: ParameterSpace,
  { exclude = [], onProgress, onFailed }: MapOptions,
  evaluate: (onOutcome: (outcome: RowOutcome) => void) => Promise<void>,
): Promise<Table> {
  const rows = new Array<Row>(space.length);
  let finished = 0;
  await evaluate((outcome) => {
    rows[outcome.index] = outcome.row;
    if (outcome.kind === 'failed') {
      if (!onFailed) throw rowFailed(outcome);
      rows[outcome.index] = withoutKeys(outcome.row, exclude);
      onFailed(outcome);
    }
    onProgress?.(++finished, space.length);
  });
  const keys = space.keys.filter((key) => !exclude.includes(key));
  return plainTable(tableOf(rows, keys));
}
