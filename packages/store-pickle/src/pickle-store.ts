import {
  PsyrunError,
  type Row,
  type ScanOptions,
  type Store,
  type StoreCapabilities,
  type Table,
} from '@psyrun/core';

/** Saves tables of psyrun to .pkl files. */
export class PickleStore implements Store {
  readonly ext = '.pkl';
  readonly capabilities: StoreCapabilities = { cheapAppend: false, cheapRow: false, values: [] };

  async save(file: string, _table: Table): Promise<void> {
    throw unsupported('save', file);
  }

  async append(file: string, _table: Table): Promise<void> {
    throw unsupported('append', file);
  }

  load(file: string): Promise<Table>;
  load(file: string, row: number): Promise<Row>;
  async load(file: string, _row?: number): Promise<Table | Row> {
    throw unsupported('load', file);
  }

  async *scan(file: string, _options: ScanOptions = {}): AsyncIterable<Table> {
    throw unsupported('scan', file);
  }
}

function unsupported(what: string, file: string): PsyrunError {
  return new PsyrunError('PSYRUN_NOT_SUPPORTED', `PickleStore cannot ${what} ${file}.`);
}
