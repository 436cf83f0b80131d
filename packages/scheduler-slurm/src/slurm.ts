import {
  isPsyrunError,
  type Check,
  type JobId,
  type JobStatus,
  type Scheduler,
  type SchedulerArgs,
  type SchedulerCapabilities,
  type Submission,
} from '@psyrun/core';
import { KeptAnswer, shellWords, ThrottledCache } from '@psyrun/scheduler-command';
import { arrayParts, partSize } from './submit/array-parts.ts';
import { batchScriptAsComments } from './submit/batch-script.ts';
import { explainEnd } from './status/explain-end.ts';
import {
  byCluster,
  formatJobId,
  onCluster,
  slurmIdsOf,
  type ArrayPart,
} from './command/job-ids.ts';
import { findTags } from './submit/find-tags.ts';
import type { TaggedJobs } from './submit/job-tags.ts';
import { readSbatchAnswer, sbatchArgs, throttleOf, type PartToSubmit } from './submit/sbatch.ts';
import { sbatch, slurmCommand, slurmQuery } from './command/slurm-commands.ts';
import { slurmConfig, systemOf } from './command/slurm-config.ts';
import { checkArraySize, readLimits } from './submit/slurm-limits.ts';
import { squeueOwn } from './status/squeue.ts';
import { configChecks } from './examine/config-checks.ts';
import { PARTITION_FORMAT, partitionChecks } from './examine/partition-checks.ts';
import { StatusQueries } from './status/status-queries.ts';
import { Predecessors } from './submit/predecessors.ts';

/** Milliseconds until a lost submission is searched for again. */
const SEARCHED_AGAIN = 300_000;

/**
 * Submits jobs to Slurm with its commands `sbatch`, `squeue`, `sacct` and `scancel`.
 *
 * A submission is one call of `sbatch`, also for an array, unless the array is longer than Slurm
 * allows. A status query is one call of `squeue`, and one of `sacct` if jobs have ended. Without
 * accounting, a job that the controller has forgotten is `unknown`.
 *
 * @example
 * ```ts no-run
 * const slurm = new Slurm();
 * const log = '/scratch/me/circle:%a.log';
 * const job = { argv: ['hostname'], log, name: 'circle', args: { timelimit: '15m' }, tag: 'circle-1' };
 * const id = await slurm.submitArray([0, 1, 2], { ...job, dependsOn: [], evenIfFailed: false });
 * (await slurm.getStatus([id, `${id}_2`])).get(id); // => { id: '4711', state: 'queued', reason: 'Priority' }
 * ```
 */
export class Slurm implements Scheduler {
  readonly name = 'slurm';
  readonly capabilities: SchedulerCapabilities = { arrays: true, immediate: false, outcomes: true };
  readonly defaultArgs: SchedulerArgs = { timelimit: '1h', memory: '1G' };
  readonly #queries = new StatusQueries(() => this.system());
  readonly #predecessors = new Predecessors(this.#queries);
  readonly #search = new ThrottledCache<TaggedJobs>(SEARCHED_AGAIN);
  readonly #config = new KeptAnswer(slurmConfig);

  /** Returns the name of the cluster and the address of its controller. */
  async system(): Promise<string> {
    return systemOf(await this.#config.get());
  }

  /**
   * Returns the size of the largest array that an empty Slurm accepts, with one job before and one
   * behind it.
   */
  async mostJobs(): Promise<number> {
    const { maxJobCount } = readLimits(await this.#config.get());
    return Math.max(1, maxJobCount - 3);
  }

  /**
   * Submits one job. Throws `PSYRUN_SCHEDULER_ARGUMENT` before it calls Slurm, `PSYRUN_JOB_FAILED`
   * if a dependency is gone and did not succeed, and otherwise the errors of the contract.
   */
  async submit(submission: Submission): Promise<JobId> {
    const proven = await this.#predecessors.proven(submission);
    const { job, cluster } = await this.#sbatch(proven);
    return this.#predecessors.note(formatJobId([{ job, offset: 0 }], cluster), submission.tag);
  }

  /**
   * Submits an array, as several jobs if its largest index is larger than Slurm's MaxArraySize.
   * Throws like `submit`. If a part is refused, the parts before it are cancelled.
   */
  async submitArray(
    indices: readonly number[],
    submission: Submission & { readonly throttle?: number },
  ): Promise<JobId> {
    const parts = await this.#partsOf(indices, submission);
    const proven = await this.#predecessors.proven(submission);
    return this.#predecessors.note(await this.#submitParts(proven, parts), submission.tag);
  }

  /** Returns the `sbatch` calls of a submission, one a line, and the batch script. */
  async preview(
    submission: Submission & { readonly throttle?: number },
    indices?: readonly number[],
  ): Promise<string> {
    const parts = indices === undefined ? [undefined] : await this.#partsOf(indices, submission);
    const calls = parts.map((part, i) => {
      const turn = i === 0 ? part : { ...part!, after: `<part ${i} of ${submission.name}>` };
      return shellWords(['sbatch', ...sbatchArgs(submission, turn, submission.dependsOn)]);
    });
    return [...calls, await batchScriptAsComments(indices !== undefined)].join('\n');
  }

  async kill(ids: readonly JobId[]): Promise<void> {
    this.#queries.forget();
    for (const [cluster, ownIds] of byCluster(ids)) {
      await slurmCommand('scancel', [...onCluster(cluster), ...slurmIdsOf(ownIds)]);
    }
  }

  /**
   * Resolves to the states of the jobs. The answer to a repeated query is cached for a second, and
   * longer if Slurm is slow.
   */
  async getStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>> {
    return this.#queries.statusOf(ids);
  }

  /** Adds the reason that Slurm wrote into the log of a job about its end. */
  explain(status: JobStatus, log: string): JobStatus {
    return explainEnd(status, log);
  }

  /**
   * Resolves to the user's jobs that have not ended. Each task of an array is listed separately:
   * `12_3`.
   */
  async getJobs(): Promise<readonly JobId[]> {
    return [...(await squeueOwn()).keys()];
  }

  /** Resolves to the limits of the cluster and of its partitions, and to how jobs end there. */
  async checks(): Promise<readonly Check[]> {
    const config = await this.#config.get();
    const partitions = await slurmQuery('sinfo', ['-h', '-o', PARTITION_FORMAT]);
    return [...configChecks(config), ...partitionChecks(partitions)];
  }

  /**
   * Resolves to the jobs with these tags. The answer to a repeated query is cached for minutes: who waits
   * for jobs searches again and again for a submission that was lost.
   */
  async find(tags: readonly string[]): Promise<ReadonlyMap<string, JobId>> {
    const found = await this.#search.get(tags.join(), () => findTags(tags));
    return new Map([...found].map(([tag, parts]) => [tag, formatJobId(parts)]));
  }

  /** Returns the Slurm jobs of an array. */
  async #partsOf(
    indices: readonly number[],
    submission: Submission & { readonly throttle?: number },
  ): Promise<PartToSubmit[]> {
    const limits = readLimits(await this.#config.get());
    checkArraySize(indices.length, limits, submission.name);
    const size = partSize(limits.maxArraySize);
    const throttle = throttleOf(submission);
    const parts = arrayParts(indices, limits.maxArraySize);
    return parts.map((part) => ({ ...part, size, throttle }));
  }

  /** Submits all parts or, if one is refused, none. */
  async #submitParts(submission: Submission, parts: readonly PartToSubmit[]): Promise<JobId> {
    const submitted: ArrayPart[] = [];
    let cluster: string | undefined;
    try {
      for (const part of parts) {
        const answer = await this.#sbatch(submission, { ...part, after: submitted.at(-1)?.job });
        submitted.push({ job: answer.job, offset: part.offset });
        cluster = answer.cluster;
      }
    } catch (error) {
      if (submitted.length > 0) await this.kill([formatJobId(submitted, cluster)]);
      throw error;
    }
    return formatJobId(submitted, cluster);
  }

  /** Submits once. If the answer is lost, it searches for the job and never submits it again. */
  async #sbatch(submission: Submission, part?: PartToSubmit) {
    this.#queries.forget();
    this.#search.forget();
    const args = sbatchArgs(submission, part);
    try {
      return readSbatchAnswer(await sbatch(args, submission.onWords));
    } catch (error) {
      if (!isPsyrunError(error, 'PSYRUN_SCHEDULER_NO_ANSWER')) throw error;
      // If the search fails too, the first error is the better explanation.
      const found = await findTags([submission.tag]).catch((): TaggedJobs => new Map());
      const offset = part?.offset ?? 0;
      const same = found.get(submission.tag)?.find((other) => other.offset === offset);
      if (same === undefined) throw error;
      return { job: same.job, cluster: undefined };
    }
  }
}
