import { PsyrunError, type Row } from '@psyrun/core';
import { LONGEST_LIST } from '../exact-length.ts';
import { IndexSetBuilder } from '../index-set/index-set-builder.ts';
import { rowAt, type SpaceNode } from '../nodes/node.ts';
import { SubsetNode } from '../nodes/subset-node.ts';

/** The rows for which the predicate is true. Throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^26 rows. */
export function whereOf(node: SpaceNode, predicate: (row: Row) => boolean): SpaceNode {
  requireEnumerable(node, 'where');
  const kept = new IndexSetBuilder(node.length);
  for (let i = 0; i < node.length; i++) if (predicate(rowAt(node, i))) kept.add(i);
  return new SubsetNode(node, kept.build());
}

/** Throws `PSYRUN_SPACE_TOO_LARGE` for a space that is too large to read row by row. */
export function requireEnumerable(node: SpaceNode, operator: string): void {
  if (node.length <= LONGEST_LIST) return;
  throw new PsyrunError(
    'PSYRUN_SPACE_TOO_LARGE',
    `${operator} has to read every row, and there are ${node.length} rows.`,
    { hint: `Apply ${operator} to the factors before they are multiplied, or to a sample.` },
  );
}
