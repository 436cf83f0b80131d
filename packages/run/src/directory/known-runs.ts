import type { RunDescription } from './run-description.ts';
import { readKeptRun, readRun } from './run-file.ts';
import type { WorkDirectory } from './work-directory.ts';

/** A run of which a work directory has records, and the file that describes it. */
export interface KnownRun {
  readonly run: RunDescription;
  readonly file: string;
}

/**
 * Resolves to the generations of the run of a work directory, the present one last. Throws
 * `PSYRUN_RUN_CORRUPT`.
 */
export async function knownRuns(directory: WorkDirectory): Promise<KnownRun[]> {
  const kept = (await directory.keptGenerations()).map(async (generation) => ({
    run: await readKeptRun(directory, generation),
    file: directory.keptRun(generation),
  }));
  const present = { run: await readRun(directory.run), file: directory.run };
  const runs = [...(await Promise.all(kept)), present];
  return runs.filter((known): known is KnownRun => known.run !== undefined);
}
