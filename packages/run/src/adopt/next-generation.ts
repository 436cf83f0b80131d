import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';

/** Resolves to the number of the generation after a run and those that were adopted from others. */
export async function nextGeneration(
  directory: WorkDirectory,
  { generation }: Pick<RunDescription, 'generation'>,
): Promise<number> {
  return Math.max(generation, ...(await directory.keptGenerations())) + 1;
}
