import type { ParameterSpace } from '@psyrun/core';
import { damaged, readDocument, writeDocument, type DocumentKind } from '@psyrun/files';
import { thaw } from '@psyrun/pspace';
import type { RunDescription } from './run-description.ts';
import { hasItsSpace } from './has-its-space.ts';
import type { WorkDirectory } from './work-directory.ts';
import { FIRST_RUN, RUN } from './run-schema.ts';

const KIND: DocumentKind<RunDescription> = {
  name: 'run',
  version: 2,
  schema: RUN,
  first: { numbered: true, schema: FIRST_RUN },
  remedy:
    'Restore it from a copy. Without one, move it away: the next psy run does all rows anew and ' +
    'keeps the journals with those that are recorded in previous/, where psy merge reads them.',
};

/** Writes a `run.json`, in place of the one that is there. */
export async function writeRun(file: string, run: RunDescription): Promise<void> {
  await writeDocument(KIND, file, run);
}

/** Reads a `run.json`; undefined if there is none. Throws `PSYRUN_RUN_CORRUPT`. */
export async function readRun(file: string): Promise<RunDescription | undefined> {
  return readDocument(KIND, file);
}

/**
 * Reads the `run.json` of a work directory; undefined if the task was not run. Throws
 * `PSYRUN_RUN_CORRUPT`, also if it is not there although there are journals.
 */
export async function runIn(directory: WorkDirectory): Promise<RunDescription | undefined> {
  const run = await readRun(directory.run);
  if (run !== undefined || (await directory.journals()).length === 0) return run;
  const remedy =
    'Restore it from a copy. Without one, psy run does all rows anew and keeps the journals in previous/.';
  throw damaged({ remedy }, directory.run, 'is not there, but journals of a run are');
}

/**
 * Reads what the run was in an earlier generation; undefined if nothing is recorded of that. Throws
 * `PSYRUN_RUN_CORRUPT`, also if it is not there although there are journals of that generation.
 */
export async function readKeptRun(
  directory: WorkDirectory,
  generation: number,
): Promise<RunDescription | undefined> {
  const folder = directory.keptJournals(generation);
  const remedy = `Restore it from a copy. Without one, move it and ${folder} away: the rows recorded there are then done anew.`;
  const file = directory.keptRun(generation);
  const run = await readDocument({ ...KIND, remedy }, file);
  if (run !== undefined || (await directory.journalsKept(generation)).length === 0) return run;
  throw damaged({ remedy }, file, 'is not there, but journals of that generation are');
}

/**
 * Throws `PSYRUN_RUN_CORRUPT` if the rows of a run are not those whose hash it names. The checksum of
 * the file does not exclude that: somebody may have made a new one.
 */
export function checkSpaceOf(run: RunDescription, file: string): void {
  if (hasItsSpace(run.space)) return;
  throw damaged(KIND, file, 'is damaged at space: its rows are not those of space.hash');
}

/** The space of a run, as its jobs see it. */
export function spaceOf(run: RunDescription): ParameterSpace {
  return thaw(run.space.frozen);
}
