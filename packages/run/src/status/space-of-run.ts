import type { ParameterSpace, Task } from '@psyrun/core';
import { hashSpace } from '@psyrun/pspace';
import { differences, fingerprintOf } from '../fingerprint/fingerprint.ts';
import { readRun, spaceOf } from '../directory/run-file.ts';
import { sourceTexts } from '../fingerprint/source-texts.ts';
import { WorkDirectory } from '../directory/work-directory.ts';

/**
 * The space of a task's present run, if the file of the task is what it was when the run began but
 * gives another space every time that it is loaded; undefined otherwise.
 *
 * Such a space is drawn at random, without a seed. Its rows are those that were drawn when the run
 * began: otherwise every look at the task would make all that was evaluated for it worthless.
 *
 * @param redraw loads the file once more
 */
export async function spaceOfRun(
  task: Task,
  redraw: () => Promise<ParameterSpace>,
): Promise<ParameterSpace | undefined> {
  const run = await readRun(new WorkDirectory(task.workdir).run);
  if (run === undefined || run.space.hash === hashSpace(task.pspace)) return undefined;
  const changes = differences(run.fingerprint, await fingerprintOf(task));
  const sources = await sourceTexts(task);
  const isSameFile =
    changes.length === 1 && JSON.stringify(run.sources) === JSON.stringify(sources);
  if (!isSameFile || hashSpace(await redraw()) === hashSpace(task.pspace)) return undefined;
  return spaceOf(run);
}
