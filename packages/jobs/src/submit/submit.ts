import type { JobId, JobTree } from '@psyrun/core';
import { writeJobFile } from './job-file.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { Submitter, type TreeOptions, type Untagged } from './submitter.ts';

/** Options of {@link submit}. */
export interface SubmitOptions extends TreeOptions {
  readonly ledger: Ledger;
}

/**
 * Submits the jobs of a tree that are not up to date, each after its dependencies. Resolves to the
 * ids of the last jobs of the tree.
 *
 * Every submission is in the ledger before the scheduler is called.
 */
export async function submit(tree: JobTree, options: SubmitOptions): Promise<readonly JobId[]> {
  const takeJob = (job: Untagged, indices?: readonly number[]) => record(job, indices, options);
  return new Submitter(tree, options, { takeFile: writeJobFile, takeJob }).visit(tree, []);
}

async function record(
  job: Untagged,
  indices: readonly number[] | undefined,
  { ledger, scheduler }: SubmitOptions,
): Promise<JobId> {
  const entry = { name: job.name, scheduler: scheduler.name };
  const tag = await ledger.intend(indices === undefined ? entry : { ...entry, indices });
  const submission = { ...job, tag };
  const id = await (indices === undefined
    ? scheduler.submit(submission)
    : scheduler.submitArray(indices, submission));
  await ledger.receive(tag, id);
  return id;
}
