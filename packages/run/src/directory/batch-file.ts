import * as v from 'valibot';
import { damaged, readDocument, writeDocument, type DocumentKind } from '@psyrun/files';
import type { Range } from '@psyrun/pspace/internal';
import { GENERATION, RANGES } from './run-schema.ts';

/** The rows of one job. */
export interface Batch {
  /** The generation of the run that it belongs to. */
  readonly generation: number;
  readonly ranges: readonly Range[];
}

const BATCH = v.strictObject({ generation: GENERATION, ranges: RANGES });

const KIND: DocumentKind<Batch> = {
  name: 'batch',
  version: 2,
  schema: BATCH,
  first: { numbered: true, schema: BATCH },
  remedy: 'psy run -c makes it again; no result is in it.',
};

/** Writes a batch, in place of one that is there. */
export async function writeBatch(file: string, batch: Batch): Promise<void> {
  await writeDocument(KIND, file, batch);
}

/** Reads a batch; throws `PSYRUN_RUN_CORRUPT` if it is damaged or not there. */
export async function readBatch(file: string): Promise<Batch> {
  const batch = await readDocument(KIND, file);
  if (batch === undefined) throw damaged(KIND, file, 'is not there');
  return batch;
}
