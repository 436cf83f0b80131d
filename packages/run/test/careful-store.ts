import { existsSync } from 'node:fs';
import type { Table } from '@psyrun/core';
import { PickleStore } from '@psyrun/store-pickle';

/** Refuses to save beside a certificate, which would be that of another result. */
class CarefulStore extends PickleStore {
  override async save(file: string, table: Table): Promise<void> {
    if (existsSync(file.replace('.pkl', '.certificate.json'))) throw new Error('certified already');
    await super.save(file, table);
  }
}

/** What a job file's address of a store leads to. */
export async function makeStore(): Promise<CarefulStore> {
  return new CarefulStore();
}
