import { emptyTable } from '@psyrun/columns/internal';
import { Machine } from '../read/machine.ts';
import { PythonDict } from '../read/python-dict.ts';
import { resolve } from '../read/resolve.ts';
import { run } from '../read/run.ts';
import type { ColumnEntry } from '../write/column-plan.ts';
import type { BlockHeader } from './block-format.ts';
import { damaged } from './blocks.ts';

/**
 * Returns the rows of one block as a table with `columns` of the file, also those that later blocks
 * add. With `typed`, values keep the types that JavaScript does not tell. The table has no prototype, so
 * that every key is safe.
 */
export function decodeBlock(
  values: Buffer,
  header: BlockHeader,
  columns: readonly ColumnEntry[],
  file: string,
  typed = false,
): Record<string, unknown[]> {
  const lists = listsOf(values, header, columns, { file, typed });
  const table = emptyTable<unknown[]>();
  for (const { key, before } of columns) {
    table[key] = lists.get(key) ?? missing(header.rows, before);
  }
  return table;
}

function missing(rows: number, before: ColumnEntry['before']): unknown[] {
  return Array<number | null>(rows).fill(before === 'NaN' ? NaN : null);
}

/** The values of the block by key; of all columns, or of `wanted` alone. */
function listsOf(
  values: Buffer,
  header: BlockHeader,
  wanted: readonly ColumnEntry[],
  { file, typed }: { readonly file: string; readonly typed: boolean },
): Map<string, unknown[]> {
  const { columns } = header;
  const table = new PythonDict();
  const memo = new Map<number, unknown>([[0, table]]);
  columns.forEach((_, i) => memo.set(i + 1, []));
  const machine = new Machine(values, file, { stack: [table], memo, typed });
  run(machine);
  const lists = new Map<string, unknown[]>();
  const keys = new Set(wanted.map(({ key }) => key));
  columns.forEach(({ key }, i) => {
    if (!keys.has(key)) return;
    const list = ownRows(table.entries.get(key) ?? memo.get(i + 1), header);
    if (list === undefined) throw damaged(file, 0);
    lists.set(key, machine.unresolved ? (resolve(list, machine) as unknown[]) : list);
  });
  return lists;
}

/** If a list begins with this block, returns it without the placeholders for the rows before. */
function ownRows(list: unknown, { rows, before }: BlockHeader): unknown[] | undefined {
  if (!Array.isArray(list)) return undefined;
  if (list.length === rows) return list as unknown[];
  return list.length === before + rows ? list.slice(before) : undefined;
}
