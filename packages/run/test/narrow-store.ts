import { PsyrunError, type Table } from '@psyrun/core';
import { PickleStore } from '@psyrun/store-pickle';

/** A store that refuses the value 9 of the column `y`. */
class NarrowStore extends PickleStore {
  override async save(file: string, table: Table): Promise<void> {
    const row = Array.from(table['y'] ?? []).indexOf(9);
    if (row < 0) return super.save(file, table);
    throw new PsyrunError('PSYRUN_STORE_VALUE', `Row ${row} has y = 9.`, { fields: { row } });
  }
}

export async function makeStore(): Promise<PickleStore> {
  return new NarrowStore();
}
