import { rename } from 'node:fs/promises';
import { ifThere } from '@psyrun/files';
import type { RunDescription } from '../directory/run-description.ts';
import { writeRun } from '../directory/run-file.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';
import { moveResults, putAside } from './put-aside.ts';
import { makeFolder } from '../directory/make-folder.ts';

/** Begins a run. A former run, its journals and its results are moved to `previous/`. */
export async function beginAnew(
  directory: WorkDirectory,
  run: RunDescription,
  isInTheWay: boolean,
  former?: RunDescription,
): Promise<void> {
  if (isInTheWay) await putAside(directory, { run, former });
  await goOn(directory, run);
}

/** Goes on with a run: writes its `run.json`. */
export async function goOn(directory: WorkDirectory, run: RunDescription): Promise<void> {
  await makeFolder(directory.out);
  await writeRun(directory.run, run);
}

/**
 * Begins the next generation of a run and keeps the journals. They are moved last. If that fails, they
 * are still read from out/.
 *
 * Results of the former generation go with its journals, because they are not those of the present one.
 */
export async function beginGeneration(
  directory: WorkDirectory,
  run: RunDescription,
  former: RunDescription,
): Promise<void> {
  await makeFolder(directory.kept);
  await writeRun(directory.keptRun(former.generation), former);
  await moveResults(directory, { run, former }, directory.out);
  await writeRun(directory.run, run);
  await ifThere(rename(directory.out, directory.keptJournals(former.generation)));
  await makeFolder(directory.out);
}

/**
 * Begins the next generation of a run whose description is lost and whose journals are of another space.
 * Journals without a description count by the parameters of their rows. They are moved first: beside a
 * description, they would be those of another run.
 */
export async function beginBesideLost(
  directory: WorkDirectory,
  run: RunDescription,
  former: RunDescription,
): Promise<void> {
  await makeFolder(directory.kept);
  await ifThere(rename(directory.out, directory.keptJournals(former.generation)));
  await moveResults(directory, { run, former }, directory.keptJournals(former.generation));
  await goOn(directory, run);
}
