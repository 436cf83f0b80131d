import { readBatch, splitRanges, type RunDescription, type WorkDirectory } from '@psyrun/run';
import { sound, textOf, unusable, type Finding } from './finding.ts';

/** Checks the batch `index` of a run. Its rows follow from the description of the run. */
export async function checkBatch(
  directory: WorkDirectory,
  index: number,
  run: RunDescription | undefined,
): Promise<Finding> {
  const path = directory.batch(index);
  try {
    const batch = await readBatch(path);
    if (run === undefined) return sound(path);
    const own = { generation: run.generation, ranges: splitRanges(run.todo, run)[index] };
    if (JSON.stringify(batch) === JSON.stringify(own)) return sound(path);
    // A continued run makes its batches when its first job runs. Until then, those before are there.
    if (batch.generation < run.generation) return sound(path);
    return unusable(path, `${path} does not have the rows of this job.`, 'foreign');
  } catch (error) {
    return unusable(path, textOf(error), 'damaged');
  }
}
