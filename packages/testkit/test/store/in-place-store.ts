import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Table } from '@psyrun/core';
import { writeError } from '@psyrun/files';
import { RightStore } from './right-store.ts';

/** Overwrites the file where it is: half of it, and 100 ms later all. Most kills find the half. */
export class InPlaceStore extends RightStore {
  protected override async write(file: string, table: Table): Promise<void> {
    const bytes = this.encode(table);
    try {
      await writeFile(file, bytes.subarray(0, bytes.length / 2));
      await setTimeout(100);
      await writeFile(file, bytes);
    } catch (error) {
      throw writeError(error, file);
    }
  }
}
