import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import {
  chosenColumns,
  concatTables,
  rowCount,
  rowOf,
  tableContent,
  tableOf,
} from '@psyrun/columns';
import {
  PsyrunError,
  type FileContent,
  type LoadOptions,
  type Row,
  type ScanOptions,
  type Store,
  type StoreCapabilities,
  type Table,
  STORE_VALUE_KINDS,
} from '@psyrun/core';
import { replaceFile, withWriteLock } from '@psyrun/files';

const DIGEST = 32;

/**
 * The simplest store that does everything right: a digest, and V8's own form of the table. Wrong
 * stores differ from it in one method.
 */
export class RightStore implements Store {
  readonly ext: string = '.right';
  readonly capabilities: StoreCapabilities = {
    cheapAppend: false,
    cheapRow: false,
    columns: true,
    values: STORE_VALUE_KINDS,
  };

  async save(file: string, table: Table): Promise<void> {
    rowCount(table);
    await withWriteLock(file, () => this.write(file, table));
  }

  async append(file: string, table: Table): Promise<void> {
    rowCount(table);
    await withWriteLock(file, async () => {
      const old = existsSync(file) ? await this.read(file) : {};
      await this.write(file, this.join(old, table));
    });
  }

  load(file: string): Promise<Table>;
  load(file: string, row: number): Promise<Row>;
  load(file: string, options: LoadOptions): Promise<Table>;
  async load(file: string, choice: number | LoadOptions = {}): Promise<Table | Row> {
    const table = await this.read(file);
    return typeof choice === 'number'
      ? this.row(table, choice)
      : this.choose(file, table, choice.columns);
  }

  async *scan(file: string, { batch = 1000, columns }: ScanOptions = {}): AsyncIterable<Table> {
    if (!(Number.isInteger(batch) && batch > 0)) throw new PsyrunError('PSYRUN_ARGUMENT', 'batch');
    const table = this.choose(file, await this.read(file), columns);
    for (let from = 0; from < rowCount(table); from += batch) {
      yield mapColumns(table, (column) => column.slice(from, from + batch));
    }
  }

  async inspect(file: string): Promise<FileContent> {
    const table = await this.read(file);
    return tableContent('right', (await stat(file)).size, table);
  }

  checkRow(row: Row): void {
    this.encode(tableOf([row]));
  }

  protected choose(file: string, table: Table, columns: readonly string[] | undefined): Table {
    return chosenColumns(file, table, columns);
  }

  protected join(old: Table, added: Table): Table {
    return concatTables([old, added]);
  }

  protected row(table: Table, row: number): Row {
    return rowOf(table, row);
  }

  protected encode(table: Table): Buffer {
    try {
      const plain = mapColumns(table, (column) => column);
      const content = serialize(Object.entries(plain));
      return Buffer.concat([digestOf(content), content]);
    } catch (cause) {
      throw new PsyrunError('PSYRUN_STORE_VALUE', 'A value cannot be saved.', { cause });
    }
  }

  protected async write(file: string, table: Table): Promise<void> {
    await replaceFile(file, (path) => writeFile(path, this.encode(table)));
  }

  protected async read(file: string): Promise<Table> {
    if (!existsSync(file)) throw new PsyrunError('PSYRUN_FILE_NOT_FOUND', file);
    const bytes = await readFile(file);
    const content = bytes.subarray(DIGEST);
    if (bytes.length < DIGEST || !bytes.subarray(0, DIGEST).equals(digestOf(content))) {
      throw new PsyrunError('PSYRUN_FILE_FORMAT', file);
    }
    return Object.fromEntries(deserialize(content) as [string, unknown[]][]);
  }
}

function digestOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

/** The table with plain columns, each changed by `change`. */
export function mapColumns(table: Table, change: (column: unknown[]) => unknown[]): Table {
  return Object.fromEntries(
    Object.entries(table).map(([key, column]) => [key, change(Array.from(column))]),
  );
}
