import { existsSync } from 'node:fs';
import type { Table } from '@psyrun/core';
import { PickleStore } from '@psyrun/store-pickle';

/** A store that refuses to save if there is a certificate, which would be that of another result. */
class CarefulStore extends PickleStore {
  override async save(file: string, table: Table): Promise<void> {
    if (existsSync(file.replace('.pkl', '.certificate.json'))) throw new Error('certified already');
    await super.save(file, table);
  }
}

/** The function at the store's address in a job file. */
export async function makeStore(): Promise<CarefulStore> {
  return new CarefulStore();
}
