import { PsyrunError } from '@psyrun/core';
import { readJson, writeJson } from '@psyrun/files';
import type { Range } from '@psyrun/pspace/internal';

const FORMAT = 1;

/** The rows of one job. */
export interface Batch {
  /** The generation of the run that it belongs to. */
  readonly generation: number;
  readonly ranges: readonly Range[];
}

/** Writes a batch, in place of one that is there. */
export async function writeBatch(file: string, batch: Batch): Promise<void> {
  await writeJson(file, FORMAT, batch);
}

/** Reads a batch; throws `PSYRUN_RUN_CORRUPT` if it is damaged or not there. */
export async function readBatch(file: string): Promise<Batch> {
  const batch = await readJson<Batch>(file, FORMAT);
  if (batch !== undefined) return batch;
  throw new PsyrunError('PSYRUN_RUN_CORRUPT', `The batch ${file} is not there.`, {
    hint: 'psy run makes it again.',
    fields: { file },
  });
}
