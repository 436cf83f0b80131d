import * as v from 'valibot';
import type { JobWork } from '@psyrun/core';
import { damaged, readDocument, writeDocument, type DocumentKind } from '@psyrun/files/documents';

/** The content of a job file. */
export interface JobFile {
  /** Full name of the job: `circle:process`. */
  readonly name: string;
  readonly work: JobWork;
}

const JOB: v.GenericSchema<unknown, JobFile> = v.strictObject({
  name: v.string(),
  work: v.strictObject({ module: v.string(), export: v.string(), options: v.unknown() }),
});

const KIND: DocumentKind<JobFile> = {
  name: 'job',
  version: 2,
  schema: JOB,
  first: { numbered: true, schema: JOB },
  remedy: 'Submit the task again with psy run.',
};

/** Writes a job file. `psy-worker` runs it, and a user can run it again by hand. */
export async function writeJobFile(file: string, { name, work }: JobFile): Promise<void> {
  await writeDocument(KIND, file, { name, work });
}

/** Reads a job file. Throws `PSYRUN_RUN_CORRUPT` if it is damaged or missing. */
export async function readJobFile(file: string): Promise<JobFile> {
  const job = await readDocument(KIND, file);
  if (job === undefined) throw damaged(KIND, file, 'is not there');
  return job;
}
