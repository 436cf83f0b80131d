import type { JobTree } from '@psyrun/core';
import { Submitter, type SubmissionSink, type TreeOptions } from './submitter.ts';

/** Stands for the tag of a submission, by which the scheduler finds it. */
const TAG = 'dry-run';

/**
 * Returns the commands that would submit the jobs of a tree that are not up to date, as a person could
 * type them. Nothing is written or submitted. A job that another one depends on is named in angle brackets,
 * since it has no id yet. Empty for a scheduler that shows no submissions.
 *
 * Throws what the submissions would be refused for, such as `PSYRUN_SCHEDULER_ARGUMENT`.
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
