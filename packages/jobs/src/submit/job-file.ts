import { readFile, writeFile } from 'node:fs/promises';
import { PsyrunError, type JobWork } from '@psyrun/core';
import { replaceFile } from '@psyrun/files';

const FORMAT = 1;

/** What a job file holds. */
export interface JobFile {
  /** Full name of the job: `circle:process`. */
  readonly name: string;
  readonly work: JobWork;
}

/** Writes the file that `psy-worker` runs. It can be run again by hand. */
export async function writeJobFile(file: string, { name, work }: JobFile): Promise<void> {
  const content = `${JSON.stringify({ format: FORMAT, name, work }, undefined, 2)}\n`;
  await replaceFile(file, (path) => writeFile(path, content));
}

/** Reads a job file; throws `PSYRUN_RUN_CORRUPT` if it is none. */
export async function readJobFile(file: string): Promise<JobFile> {
  const content = await readFile(file, 'utf8');
  try {
    const job = JSON.parse(content) as JobFile & { format: number };
    if (job.format === FORMAT && typeof job.work.module === 'string') return job;
  } catch {
    // Not JSON: said below, as for JSON of another kind.
  }
  throw new PsyrunError('PSYRUN_RUN_CORRUPT', `${file} is not a job file of format ${FORMAT}.`, {
    hint: 'Submit the task again with psy run.',
    fields: { file },
  });
}
