import { isPsyrunError } from '@psyrun/core';
import type { RunDescription } from './run-description.ts';
import { readKeptRun, readRun, runIn } from './run-file.ts';
import type { WorkDirectory } from './work-directory.ts';

/** A run of which a work directory has records, and the file that describes it. */
export interface KnownRun {
  readonly run: RunDescription;
  readonly file: string;
}

/** A generation of which a work directory has journals, but no description that can be read. */
export interface LostRun {
  /** The folder of its journals. */
  readonly folder: string;
  /** The problem of its description, as sentences with a remedy. */
  readonly problem: string;
}

/** The generations of the run of a work directory. */
export interface KnownRuns {
  /** The present generation is the last one. */
  readonly runs: readonly KnownRun[];
  readonly lost: readonly LostRun[];
}

/**
 * Reads the descriptions of all generations of a work directory. A damaged one does not hide the others.
 * Throws `PSYRUN_RUN_CORRUPT` for one that another version of psyrun wrote.
 */
export async function knownRuns(directory: WorkDirectory): Promise<KnownRuns> {
  const runs: KnownRun[] = [];
  const lost: LostRun[] = [];
  const read = async (
    file: string,
    folder: string,
    reading: Promise<RunDescription | undefined>,
  ): Promise<void> => {
    const { run, problem } = await unlessDamaged(reading);
    if (run !== undefined) runs.push({ run, file });
    else if (problem !== undefined) lost.push({ folder, problem });
  };
  for (const generation of await directory.keptGenerations()) {
    const folder = directory.keptJournals(generation);
    await read(directory.keptRun(generation), folder, readKeptRun(directory, generation));
  }
  await read(directory.run, directory.out, runIn(directory));
  return { runs, lost };
}

/** A run, or the problem of its description, as sentences with a remedy. */
export interface ReadRun {
  readonly run?: RunDescription | undefined;
  readonly problem?: string;
}

/**
 * Resolves to the present run of a work directory, as {@link runIn} does, or to the problem of its
 * description. Throws `PSYRUN_RUN_CORRUPT` if another version of psyrun wrote it.
 */
export async function presentRun(directory: WorkDirectory): Promise<ReadRun> {
  return unlessDamaged(runIn(directory));
}

/** Resolves to the content of `run.json`; undefined if there is none, or if it is damaged. */
export async function soundRun(directory: WorkDirectory): Promise<RunDescription | undefined> {
  return (await unlessDamaged(readRun(directory.run))).run;
}

async function unlessDamaged(reading: Promise<RunDescription | undefined>): Promise<ReadRun> {
  try {
    return { run: await reading };
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_RUN_CORRUPT') || 'version' in error.fields) throw error;
    return { problem: `${error.message} [${error.code}]` };
  }
}
