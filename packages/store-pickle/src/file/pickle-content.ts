import { tableContent } from '@psyrun/columns';
import { rowsOfAll } from '@psyrun/columns/internal';
import {
  isPsyrunError,
  type ColumnContent,
  type FileContent,
  type OtherContent,
} from '@psyrun/core';
import { blocksOf, endOf, valuesOf, type Block } from './blocks.ts';
import type { ByteSource } from './byte-source.ts';
import { decodeBlock } from './decode-block.ts';
import { foreignKeys, foreignTable } from './foreign-table.ts';
import { openPickle } from './open-pickle.ts';
import { pythonText } from '../python-text.ts';
import { AHEAD } from './scan-file.ts';

const KIND = 'Python pickle (.pkl)';

/**
 * Returns what a file holds. Of a file of blocks it reads the headers of the last block and the values
 * of the first: a pickle does not say of which kind its values are. A file of another program is read
 * as a whole.
 */
export async function contentOf(file: string): Promise<FileContent> {
  const { blocks, foreign, close } = await openPickle(file, AHEAD);
  try {
    return blocks ? await contentOfBlocks(blocks, file) : contentOfForeign(foreign!, file);
  } finally {
    await close();
  }
}

async function contentOfBlocks(source: ByteSource, file: string): Promise<FileContent> {
  const { header, end } = await endOf(source, file);
  const rows = header.before + header.rows;
  const { value: first } = (await blocksOf(source, file, end).next()) as { value: Block };
  const sample = decodeBlock(
    await valuesOf(source, first, file),
    first.header,
    header.columns,
    file,
  );
  const sampled = tableContent(KIND, source.size, sample);
  const columns = sampled.columns.map((column, i) => {
    const { numeric, floats } = header.columns[i]!;
    const dtype = numeric ? (floats ? 'float64' : 'int64') : column.dtype;
    return { ...column, dtype, shape: [rows, ...column.shape.slice(1)] };
  });
  return { ...sampled, rows, columns };
}

/** A part that is not a column makes the others no less readable. */
function contentOfForeign(bytes: Buffer, file: string): FileContent {
  const columns: ColumnContent[] = [];
  const others: OtherContent[] = [];
  for (const key of foreignKeys(bytes, file)) {
    if (typeof key !== 'string') {
      others.push({ name: pythonText(key), reason: 'The key is not a string.' });
      continue;
    }
    try {
      columns.push(
        tableContent(KIND, 0, foreignTable(bytes, file, { columns: [key] })).columns[0]!,
      );
    } catch (error) {
      if (!isPsyrunError(error)) throw error;
      others.push({ name: key, reason: error.message });
    }
  }
  return { kind: KIND, bytes: bytes.length, ...rowsOfAll(columns), columns, others };
}
