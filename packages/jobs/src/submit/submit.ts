import type { JobId, JobTree, Scheduler } from '@psyrun/core';
import { writeJobFile } from './job-file.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { Submitter, type TreeOptions, type Untagged } from './submitter.ts';

/** Options of {@link submit}. */
export interface SubmitOptions extends TreeOptions {
  readonly ledger: Ledger;
  /** The jobs that the first ones of the tree run after. Default: none. */
  readonly dependsOn?: readonly JobId[];
}

/**
 * Submits the jobs of a tree that are not up to date, each after its dependencies. Resolves to the
 * ids of the last jobs of the tree.
 *
 * Every submission is in the ledger before the scheduler is called. Afterwards the ledger gets what
 * identifies the jobs, in one query.
 */
export async function submit(tree: JobTree, options: SubmitOptions): Promise<readonly JobId[]> {
  const { ledger, scheduler, dependsOn = [] } = options;
  const submitted = new Map<string, JobId>();
  const takeJob = async (job: Untagged, indices?: readonly number[]): Promise<JobId> => {
    const [tag, id] = await record(job, indices, options);
    submitted.set(tag, id);
    return id;
  };
  try {
    return await new Submitter(tree, options, { takeFile: writeJobFile, takeJob }).visit(
      tree,
      dependsOn,
    );
  } finally {
    await identify(submitted, ledger, scheduler);
  }
}

async function record(
  job: Untagged,
  indices: readonly number[] | undefined,
  { ledger, scheduler }: SubmitOptions,
): Promise<[tag: string, id: JobId]> {
  const system = await scheduler.system?.();
  const tag = await ledger.intend({
    name: job.name,
    scheduler: scheduler.name,
    ...(indices !== undefined && { indices }),
    ...(system !== undefined && { system }),
  });
  const submission = { ...job, tag };
  const id = await (indices === undefined
    ? scheduler.submit(submission)
    : scheduler.submitArray(indices, submission));
  await ledger.receive(tag, id);
  return [tag, id];
}

/**
 * Records the times at which the system took the jobs. The accounting of a cluster may not know the
 * tags of jobs, but it knows these times.
 */
async function identify(
  submitted: ReadonlyMap<string, JobId>,
  ledger: Ledger,
  scheduler: Scheduler,
): Promise<void> {
  if (scheduler.system === undefined || submitted.size === 0) return;
  // The jobs are submitted. If the scheduler does not answer now, their tags identify them.
  const statuses = await scheduler.getStatus([...submitted.values()]).catch(() => undefined);
  for (const [tag, id] of submitted) {
    const { identity } = statuses?.get(id) ?? {};
    if (identity?.submitted === undefined || (identity.tag ?? tag) !== tag) continue;
    await ledger.identify(tag, { system: identity.system, submitted: identity.submitted });
  }
}
