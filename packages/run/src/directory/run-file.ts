import type { ParameterSpace, PsyrunError } from '@psyrun/core';
import { damaged, readDocument, writeDocument, type DocumentKind } from '@psyrun/files/documents';
import { thaw } from '@psyrun/pspace';
import type { RunDescription } from './run-description.ts';
import { hasItsSpace } from './has-its-space.ts';
import type { WorkDirectory } from './work-directory.ts';
import { FIRST_RUN, RUN } from './run-schema.ts';

const RUN_REMEDY =
  'Restore it from a copy. Without one, psy run -c takes over the rows that the journals have of the present space.';

const KIND: DocumentKind<RunDescription> = {
  name: 'run',
  version: 2,
  schema: RUN,
  first: { numbered: true, schema: FIRST_RUN },
  remedy: RUN_REMEDY,
};

/** Writes a `run.json` and replaces an existing one. */
export async function writeRun(file: string, run: RunDescription): Promise<void> {
  await writeDocument(KIND, file, run);
}

/** Reads a `run.json`. Resolves to undefined if it does not exist. Throws `PSYRUN_RUN_CORRUPT`. */
export async function readRun(file: string): Promise<RunDescription | undefined> {
  return readDocument(KIND, file);
}

/**
 * Reads the `run.json` of a work directory. Resolves to undefined if the task was not run. Throws
 * `PSYRUN_RUN_CORRUPT` if it is damaged, or if it is missing although there are journals.
 */
export async function runIn(directory: WorkDirectory): Promise<RunDescription | undefined> {
  const run = await readRun(directory.run);
  if (run !== undefined || (await directory.journals()).length === 0) return run;
  throw damaged(KIND, directory.run, 'is not there, but journals of a run are');
}

/** Returns the error for a `run.json` that is missing although jobs of its run are unfinished. */
export function runOfJobsIsLost(directory: WorkDirectory): PsyrunError {
  return damaged(KIND, directory.run, 'is not there, but unfinished jobs of a run are');
}

/**
 * Reads the `run.json` of an earlier generation. Resolves to undefined if nothing is recorded for that
 * generation. Throws `PSYRUN_RUN_CORRUPT` if it is damaged, or if it is missing although there are
 * journals of that generation.
 */
export async function readKeptRun(
  directory: WorkDirectory,
  generation: number,
): Promise<RunDescription | undefined> {
  const folder = directory.keptJournals(generation);
  const remedy = `Restore it from a copy. Without one, the rows recorded in ${folder} are found by their parameters.`;
  const file = directory.keptRun(generation);
  const run = await readDocument({ ...KIND, remedy }, file);
  if (run !== undefined || (await directory.journalsKept(generation)).length === 0) return run;
  throw damaged({ remedy }, file, 'is not there, but journals of that generation are');
}

/**
 * Returns the space of a run. Throws `PSYRUN_RUN_CORRUPT` if its rows are not those that its hash
 * names. The checksum of `file` does not show that if it was computed again after a change.
 *
 * Hashing takes about 1 µs for each listed number and 9 µs for each listed string.
 */
export function checkedSpaceOf(run: RunDescription, file: string): ParameterSpace {
  if (hasItsSpace(run.space)) return spaceOf(run);
  throw damaged(KIND, file, 'is damaged at space: its rows are not those of space.hash');
}

/**
 * Returns the space of a run for evaluating rows. Its hash is not checked, because each job would take
 * that time. If its rows are wrong, what the job records does not count.
 */
export function spaceOf(run: RunDescription): ParameterSpace {
  return thaw(run.space.frozen);
}
