import { open, type FileHandle } from 'node:fs/promises';
import { rowIndex, rowOf } from '@psyrun/columns';
import { PsyrunError, type Row, type Table } from '@psyrun/core';
import { readError } from '@psyrun/files';
import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
} from 'hyparquet';

/**
 * An open Parquet file whose metadata has been read. It stays the same file even if another file
 * takes its name meanwhile.
 */
export class ParquetReader {
  readonly length: number;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #file: AsyncBuffer;
  readonly #metadata: FileMetaData;

  private constructor(path: string, handle: FileHandle, file: AsyncBuffer, metadata: FileMetaData) {
    this.#path = path;
    this.#handle = handle;
    this.#file = file;
    this.#metadata = metadata;
    this.length = Number(metadata.num_rows);
  }

  /**
   * Throws `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_READ`, and `PSYRUN_FILE_FORMAT` if it is not a
   * Parquet file.
   */
  static async open(path: string): Promise<ParquetReader> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(path);
      const file = await bufferOf(handle);
      return new ParquetReader(path, handle, file, await parquetMetadataAsync(file));
    } catch (error) {
      await handle?.close();
      throw notReadable(path, error as Error);
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async row(index: number): Promise<Row> {
    const row = rowIndex(index, this.length);
    return rowOf(await this.rows(row, row + 1), 0);
  }

  /** Returns rows `start` to `end`, without row `end`. */
  async rows(start: number, end: number): Promise<Table> {
    const keys = parquetSchema(this.#metadata).children.map(({ element }) => element.name);
    const table = Object.create(null) as Record<string, unknown[]>;
    for (const key of keys) table[key] = await this.#column(key, start, end);
    return table;
  }

  async #column(key: string, rowStart: number, rowEnd: number): Promise<unknown[]> {
    if (rowStart === rowEnd) return [];
    const values: unknown[] = [];
    try {
      await parquetRead({
        file: this.#file,
        metadata: this.#metadata,
        columns: [key],
        rowStart,
        rowEnd,
        utf8: false,
        parsers: { stringFromBytes },
        onComplete: (rows) => {
          for (const [value] of rows) values.push(exact(value));
        },
      });
      return values;
    } catch (error) {
      throw notReadable(this.#path, error as Error);
    }
  }
}

async function bufferOf(handle: FileHandle): Promise<AsyncBuffer> {
  const { size: byteLength } = await handle.stat();
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const bytes = new Uint8Array(end - start);
      await handle.read(bytes, 0, bytes.length, start);
      return bytes.buffer;
    },
  };
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Keeps a byte order mark at the beginning of a string, which the library's own decoder removes.
 */
function stringFromBytes(bytes: Uint8Array | undefined): string | undefined {
  return bytes && utf8.decode(bytes);
}

/** Returns integers as numbers where these are exact. */
function exact(value: unknown): unknown {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function notReadable(path: string, error: Error): PsyrunError {
  const known = readError(error, path);
  if (known instanceof PsyrunError) return known;
  const message = `${path} cannot be read as Parquet: ${error.message}`;
  return new PsyrunError('PSYRUN_FILE_FORMAT', message, { fields: { file: path }, cause: error });
}
