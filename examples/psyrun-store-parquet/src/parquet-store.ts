import { existsSync } from 'node:fs';
import { batchSize, concatTables, tableOf } from '@psyrun/columns';
import type {
  FileContent,
  LoadOptions,
  Row,
  ScanOptions,
  Store,
  StoreCapabilities,
  Table,
} from '@psyrun/core';
import { replaceFile, withWriteLock } from '@psyrun/files';
import { ParquetReader } from './parquet-reader.js';
import { columnSources, writeParquet } from './write-parquet.js';

/** Saves tables as Parquet files, which pandas, Arrow, DuckDB and many other programs read. */
export class ParquetStore implements Store {
  readonly ext = '.parquet';
  readonly capabilities: StoreCapabilities = {
    cheapAppend: false,
    cheapRow: true,
    columns: true,
    values: ['string', 'boolean', 'bigint', 'null', 'bytes', 'date'],
  };

  async save(file: string, table: Table): Promise<void> {
    await withWriteLock(file, () => replace(file, table));
  }

  async append(file: string, table: Table): Promise<void> {
    await withWriteLock(file, async () => {
      const old = existsSync(file) ? await this.load(file) : {};
      await replace(file, concatTables([old, table]));
    });
  }

  load(file: string): Promise<Table>;
  load(file: string, row: number): Promise<Row>;
  load(file: string, options: LoadOptions): Promise<Table>;
  async load(file: string, choice: number | LoadOptions = {}): Promise<Table | Row> {
    const reader = await ParquetReader.open(file);
    try {
      if (typeof choice === 'number') return await reader.row(choice);
      return await reader.rows(0, reader.length, choice.columns);
    } finally {
      await reader.close();
    }
  }

  async inspect(file: string): Promise<FileContent> {
    const reader = await ParquetReader.open(file);
    try {
      return reader.content();
    } finally {
      await reader.close();
    }
  }

  checkRow(row: Row): void {
    columnSources(tableOf([row]));
  }

  async *scan(file: string, options: ScanOptions = {}): AsyncGenerator<Table> {
    const batch = batchSize(options);
    const reader = await ParquetReader.open(file);
    try {
      for (let start = 0; start < reader.length; start += batch) {
        yield await reader.rows(start, Math.min(start + batch, reader.length), options.columns);
      }
    } finally {
      await reader.close();
    }
  }
}

async function replace(file: string, table: Table): Promise<void> {
  await replaceFile(file, async (path) => writeParquet(path, table));
}
