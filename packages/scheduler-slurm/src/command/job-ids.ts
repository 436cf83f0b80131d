import { PsyrunError, type JobId } from '@psyrun/core';

/** A Slurm job that holds the jobs of an array from `offset` on. */
export interface ArrayPart {
  /** Slurm's number of the job. */
  readonly job: string;
  /** The index in the array minus the index of the task in Slurm. */
  readonly offset: number;
}

/** The content of a job id. */
export interface ParsedId {
  /** Name of the cluster. Default: that of this machine. */
  readonly cluster: string | undefined;
  /** The ids in Slurm: `12`, or `12_3` for one job of an array; several for a long array. */
  readonly slurmIds: readonly string[];
}

const ID = /^(?:([\w.-]+):)?(\d+(?:\+\d+)?(?:,\d+\+\d+)*)(?:_(\d+))?$/;

/**
 * Returns the id of Slurm jobs that belong together.
 *
 * It is Slurm's number of the job. An array that is longer than Slurm allows is several jobs. Each
 * but the first has the index of its first task. The name of another cluster comes first.
 *
 * @example
 * ```ts
 * formatJobId([{ job: '12', offset: 0 }]); // => '12'
 * formatJobId([{ job: '12', offset: 0 }, { job: '13', offset: 1000 }]); // => '12,13+1000'
 * formatJobId([{ job: '12', offset: 0 }], 'graham'); // => 'graham:12'
 * ```
 */
export function formatJobId(parts: readonly ArrayPart[], cluster?: string): JobId {
  const jobs = [...parts]
    .sort((a, b) => a.offset - b.offset)
    .map(({ job, offset }) => (offset === 0 ? job : `${job}+${offset}`));
  return `${cluster === undefined ? '' : `${cluster}:`}${jobs.join()}`;
}

/**
 * Reads a job id. Throws `PSYRUN_ARGUMENT` if {@link formatJobId} cannot have made it.
 *
 * @example
 * ```ts
 * parseJobId('12,13+1000').slurmIds; // => ['12', '13']
 * parseJobId('12,13+1000_1500').slurmIds; // => ['13_500']
 * ```
 */
export function parseJobId(id: JobId): ParsedId {
  const [found, cluster, jobs, index] = ID.exec(id) ?? [];
  if (found === undefined) {
    throw new PsyrunError('PSYRUN_ARGUMENT', `"${id}" is not the id of a job of Slurm.`, {
      hint: 'It is a number such as 4711, or 4711_3 for one job of an array.',
      fields: { id },
    });
  }
  const parts = jobs!.split(',').map((part): ArrayPart => {
    const [job, offset] = part.split('+');
    return { job: job!, offset: Number(offset ?? 0) };
  });
  return {
    cluster,
    slurmIds: index === undefined ? parts.map(({ job }) => job) : [element(parts, Number(index))],
  };
}

function element(parts: readonly ArrayPart[], index: number): string {
  const { job, offset } = parts.findLast((part) => part.offset <= index) ?? parts[0]!;
  return `${job}_${index - offset}`;
}

/** Groups ids by their cluster. */
export function byCluster(ids: readonly JobId[]): ReadonlyMap<string | undefined, JobId[]> {
  const clusters = new Map<string | undefined, JobId[]>();
  for (const id of ids) {
    const { cluster } = parseJobId(id);
    const ofCluster = clusters.get(cluster);
    if (ofCluster === undefined) clusters.set(cluster, [id]);
    else ofCluster.push(id);
  }
  return clusters;
}

/** Returns the ids of the jobs in Slurm. */
export function slurmIdsOf(ids: readonly JobId[]): string[] {
  return ids.flatMap((id) => parseJobId(id).slurmIds);
}

/** Returns Slurm's numbers of the jobs, without the indices of tasks. */
export function jobNumbers(slurmIds: readonly string[]): string[] {
  return [...new Set(slurmIds.map((id) => id.split('_')[0]!))];
}

/** Returns the option that addresses a Slurm command to another cluster. */
export function onCluster(cluster: string | undefined): string[] {
  return cluster === undefined ? [] : ['-M', cluster];
}
