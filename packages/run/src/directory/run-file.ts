import type { ParameterSpace, PluginAddress } from '@psyrun/core';
import { damaged, readDocument, writeDocument, type DocumentKind } from '@psyrun/files';
import { thaw, type FrozenSpace } from '@psyrun/pspace';
import { type Range } from '@psyrun/pspace/internal';
import type { Fingerprint } from '../fingerprint/fingerprint.ts';
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

/** What `run.json` says: the run that the files of a work directory belong to. */
export interface RunDescription {
  /** Name of the task. */
  readonly task: string;
  /** 1 for a new run; one more each time it is continued. */
  readonly generation: number;
  readonly fingerprint: Fingerprint;
  /** The text of the code by file, see `sourceTexts`. */
  readonly sources: Readonly<Record<string, string>>;
  /** The space as it was when the run began: jobs do not ask the task file again. */
  readonly space: SpaceDescription;
  /** The rows that were not done when the generation began. */
  readonly todo: readonly Range[];
  /** Number of batches that `todo` is split into, and the fewest rows of one. */
  readonly maxJobs: number;
  readonly minItems: number;
  readonly excludeFromResult: readonly string[];
  readonly resultfile: string;
  readonly store: PluginAddress;
  readonly scheduler: string;
  /** When the generation began, in ISO 8601. */
  readonly created: string;
  readonly versions: Readonly<Record<string, string>>;
  /** The commit of the task file's repository, if it lies in one. */
  readonly git: GitState | null;
}

/** A parameter space as data. */
export interface SpaceDescription {
  readonly hash: string;
  readonly length: number;
  readonly keys: readonly string[];
  readonly frozen: FrozenSpace;
}

/** A commit, and whether files of the repository differ from it. */
export interface GitState {
  readonly commit: string;
  readonly dirty: boolean;
}

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
