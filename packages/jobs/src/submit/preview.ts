import type { JobTree } from '@psyrun/core';
import { Submitter, type SubmissionSink, type TreeOptions } from './submitter.ts';

/** Stands for the tag of a submission, which is unique. */
const TAG = 'dry-run';

/**
 * Resolves to the commands that would submit the jobs of a tree that are not up to date. Writes and
 * submits nothing. Jobs have no ids yet, so a dependency is the name of the job in angle brackets.
 * Resolves to an empty list if the scheduler has no previews.
 *
 * Throws the errors that would refuse the submissions, such as `PSYRUN_SCHEDULER_ARGUMENT`.
 */
export async function preview(tree: JobTree, options: TreeOptions): Promise<readonly string[]> {
  const { scheduler } = options;
  if (scheduler.preview === undefined) return [];
  const texts: string[] = [];
  const sink: SubmissionSink = {
    takeFile: async () => undefined,
    takeJob: async (job, indices) => {
      texts.push(await scheduler.preview!({ ...job, tag: TAG }, indices));
      return `<${job.name}>`;
    },
  };
  await new Submitter(tree, options, sink).visit(tree, []);
  return texts;
}
