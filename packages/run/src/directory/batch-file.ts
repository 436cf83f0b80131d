import * as v from 'valibot';
import { damaged, readDocument, writeDocument, type DocumentKind } from '@psyrun/files/documents';
import type { Range } from '@psyrun/pspace/internal';
import { GENERATION, RANGES } from './run-schema.ts';

/** The rows of one job. */
export interface Batch {
  /** The generation of the run to which the batch belongs. */
  readonly generation: number;
  readonly ranges: readonly Range[];
}

const BATCH = v.strictObject({ generation: GENERATION, ranges: RANGES });

const KIND: DocumentKind<Batch> = {
  name: 'batch',
  version: 2,
  schema: BATCH,
  first: { numbered: true, schema: BATCH },
  remedy: 'psy run -c writes it again. It contains no results.',
};

/** Writes a batch and replaces an existing one. */
export async function writeBatch(file: string, batch: Batch): Promise<void> {
  await writeDocument(KIND, file, batch);
}

/** Reads a batch. Throws `PSYRUN_RUN_CORRUPT` if it is damaged or missing. */
export async function readBatch(file: string): Promise<Batch> {
  const batch = await readDocument(KIND, file);
  if (batch === undefined) throw damaged(KIND, file, 'is not there');
  return batch;
}
