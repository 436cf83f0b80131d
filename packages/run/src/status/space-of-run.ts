import type { ParameterSpace, Task } from '@psyrun/core';
import { hashSpace } from '@psyrun/pspace';
import { differences, fingerprintOf } from '../fingerprint/fingerprint.ts';
import { soundRun } from '../directory/known-runs.ts';
import { checkedSpaceOf } from '../directory/run-file.ts';
import { sourceTexts } from '../fingerprint/source-texts.ts';
import { WorkDirectory } from '../directory/work-directory.ts';

/**
 * Resolves to the space of the present run of a task if the file of the task has not changed since the
 * run began, but gives another space each time that it is loaded. Resolves to undefined otherwise.
 *
 * Such a space is random and has no seed. Its rows are those at the beginning of the run. Otherwise,
 * loading the task again would make all its results outdated.
 *
 * @param redraw Loads the file again.
 */
export async function spaceOfRun(
  task: Task,
  redraw: () => Promise<ParameterSpace>,
): Promise<ParameterSpace | undefined> {
  const directory = new WorkDirectory(task.workdir);
  const run = await soundRun(directory);
  if (run === undefined || run.space.hash === hashSpace(task.pspace)) return undefined;
  const changes = differences(run.fingerprint, await fingerprintOf(task));
  const sources = await sourceTexts(task);
  const isSameFile =
    changes.length === 1 && JSON.stringify(run.sources) === JSON.stringify(sources);
  if (!isSameFile || hashSpace(await redraw()) === hashSpace(task.pspace)) return undefined;
  return checkedSpaceOf(run, directory.run);
}
