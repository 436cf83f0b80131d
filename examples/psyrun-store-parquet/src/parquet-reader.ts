import { open, type FileHandle } from 'node:fs/promises';
import { chosenKeys, rowIndex, rowOf } from '@psyrun/columns';
import { PsyrunError, type FileContent, type Row, type Table } from '@psyrun/core';
import { formatError, readError } from '@psyrun/files';
import {
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
  type SchemaElement,
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

  /** Returns rows `start` to `end`, without row `end`: of all columns, or of the chosen ones. */
  async rows(start: number, end: number, columns?: readonly string[]): Promise<Table> {
    const known = this.#elements().map(({ name }) => name);
    const table = Object.create(null) as Record<string, unknown[]>;
    for (const key of chosenKeys(this.#path, known, columns)) {
      table[key] = await this.#column(key, start, end);
    }
    return table;
  }

  /** Says what the file holds, from its metadata. */
  content(): FileContent {
    const columns = this.#elements().map((element) => ({
      key: element.name,
      dtype: dtypeOf(element),
      shape: [this.length],
    }));
    return {
      kind: 'Parquet (.parquet)',
      bytes: this.#file.byteLength,
      rows: this.length,
      columns,
      others: [],
    };
  }

  #elements(): SchemaElement[] {
    return parquetSchema(this.#metadata).children.map(({ element }) => element);
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

const DTYPES: Partial<Record<string, string>> = {
  INT64: 'int64',
  INT32: 'int32',
  FLOAT: 'float32',
  DOUBLE: 'float64',
  BOOLEAN: 'bool',
  BYTE_ARRAY: 'bytes',
};

/** Returns NumPy's name of the type of a column. Columns of other kinds are lists or structures. */
function dtypeOf({ type, converted_type: converted }: SchemaElement): string {
  if (converted === 'UTF8') return 'str';
  if (converted?.startsWith('TIMESTAMP') === true) return 'datetime64';
  return (type && DTYPES[type]) ?? 'object';
}

/** Returns integers as numbers where these are exact. */
function exact(value: unknown): unknown {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function notReadable(path: string, error: Error): PsyrunError {
  const known = readError(error, path);
  return known instanceof PsyrunError ? known : formatError(path, 'Parquet', error.message, error);
}
