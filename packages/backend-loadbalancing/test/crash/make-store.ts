import { writeFileSync } from 'node:fs';
import type { Store, Table } from '@psyrun/core';

/** A store that writes the columns as JSON, so that a test can read the result of a merge. */
export async function makeStore(): Promise<Store> {
  const save = async (file: string, table: Table) => {
    const columns = Object.entries(table).map(([key, column]) => [key, [...column]]);
    writeFileSync(file, JSON.stringify(Object.fromEntries(columns)));
  };
  return { ext: '.json', save } as Partial<Store> as Store;
}
