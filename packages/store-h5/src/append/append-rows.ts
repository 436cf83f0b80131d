import { constants, copyFile } from 'node:fs/promises';
import type { PackedTable } from '@psyrun/columns/internal';
import { replaceFile } from '@psyrun/files';
import { CHECKSUM_ATTRIBUTE } from '../checksum/content-checksum.ts';
import { notWritten } from '../h5-errors.ts';
import { pathOf } from '../h5-path.ts';
import { clearedHeaders, removeTimes } from '../headers/no-times.ts';
import { H5Handle } from '../library/h5-handle.ts';
import { reading } from '../read/h5-reader.ts';
import { tableGroup } from '../read/table-group.ts';
import { appendable, type AddedRows } from './appendable-column.ts';

/** Options of {@link appendRows}. */
interface AppendOptions {
  /** The path, from the root, of the group of the columns. */
  readonly node: string;
  /** The level of gzip, 1 to 9; 0 means no compression. */
  readonly compression: number;
}

/**
 * Adds rows to a copy of a file, which then replaces the file. The rows before are copied as bytes, and
 * neither decoded nor encoded. Each checksum is continued: it proves the old rows, too.
 *
 * Resolves to false, and changes nothing, if the file has to be written anew. Throws as
 * `H5Store.append` does.
 */
export async function appendRows(
  file: string,
  added: PackedTable,
  options: AppendOptions,
): Promise<boolean> {
  const columns = await reading(file, (handle) => planAppend(file, handle, added, options));
  if (columns === undefined) return false;
  await replaceFile(file, async (path) => {
    await copyFile(file, path, constants.COPYFILE_FICLONE);
    const headers = await clearedHeaders(path);
    const copy = await H5Handle.write(path, file, 'r+');
    try {
      for (const column of columns) extend(copy, column);
    } finally {
      copy.close();
    }
    await removeTimes(path, headers);
    await verify(path, file, columns);
  });
  return true;
}

function planAppend(
  name: string,
  file: H5Handle,
  added: PackedTable,
  { node, compression }: AppendOptions,
): AddedRows[] | undefined {
  const group = tableGroup(name, file, node);
  if (group.others.length > 0 || group.columns.length !== added.size) return undefined;
  const columns: AddedRows[] = [];
  for (const [key, column] of added) {
    const path = pathOf(node, key);
    if (!group.columns.includes(key)) return undefined;
    if (file.filters(path).length > 0 !== compression > 0) return undefined;
    const rows = appendable(name, file, key, path, column);
    if (rows === undefined || rows.from !== (columns[0] ?? rows).from) return undefined;
    columns.push(rows);
  }
  return columns.length > 0 ? columns : undefined;
}

function extend(file: H5Handle, { path, elements, checksum, ...rows }: AddedRows): void {
  file.resize(path, [rows.from + rows.count, ...rows.rowShape]);
  file.writeRows(path, rows, elements);
  file.deleteAttribute(path, CHECKSUM_ATTRIBUTE);
  file.createAttribute(path, CHECKSUM_ATTRIBUTE, checksum);
}

async function verify(path: string, name: string, columns: readonly AddedRows[]): Promise<void> {
  const file = await H5Handle.write(path, name, 'r');
  try {
    for (const column of columns) {
      const rows = file.describe(column.path).shape![0];
      const isWhole = rows === column.from + column.count;
      const isMarked = file.textAttribute(column.path, CHECKSUM_ATTRIBUTE) === column.checksum;
      if (!isWhole || !isMarked) throw notWritten(name, `${column.path} has ${rows} rows`);
    }
  } finally {
    file.close();
  }
}
