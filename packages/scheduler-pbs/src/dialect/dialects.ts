import { readJson, readText, type PbsJob } from './read-jobs.ts';

/** The size of a job. */
export interface JobSize {
  readonly nNodes: string | undefined;
  readonly nCpus: string | undefined;
  readonly memory: string | undefined;
}

/** The differences between OpenPBS and Torque. */
export interface PbsDialect {
  readonly name: string;
  /** The variable of a job with its index in the array. */
  readonly indexVariable: string;
  /** The option of `qsub` for an array. */
  readonly arrayFlag: string;
  /** The arguments of `qstat` that list jobs with all jobs of arrays, also ended ones. */
  readonly list: readonly string[];
  readonly read: (answer: string) => readonly PbsJob[];
  /** Returns the options of `qsub` for the size of a job. */
  readonly size: (size: JobSize) => string[];
  /** The attribute of the server with the largest number of jobs of an array, and its default. */
  readonly mostJobs: readonly [attribute: string, preset: number];
}

/** OpenPBS and PBS Professional, after their User's Guide. */
export const OPENPBS: PbsDialect = {
  name: 'OpenPBS',
  indexVariable: 'PBS_ARRAY_INDEX',
  arrayFlag: '-J',
  list: ['-x', '-t', '-f', '-F', 'json'],
  read: readJson,
  size: ({ nNodes = '1', nCpus = '1', memory }) => [
    '-l',
    `select=${nNodes}:ncpus=${nCpus}${memory === undefined ? '' : `:mem=${memory}`}`,
  ],
  mostJobs: ['max_array_size', 10_000],
};

/** Torque, after the documentation of its commands. */
export const TORQUE: PbsDialect = {
  name: 'Torque',
  indexVariable: 'PBS_ARRAYID',
  arrayFlag: '-t',
  list: ['-t', '-f'],
  read: readText,
  size: ({ nNodes = '1', nCpus = '1', memory }) => [
    ...['-l', `nodes=${nNodes}:ppn=${nCpus}`],
    ...(memory === undefined ? [] : ['-l', `mem=${memory}`]),
  ],
  mostJobs: ['max_job_array_size', Infinity],
};

/**
 * Returns the dialect of the commands, from the answer of `qstat --version`.
 *
 * @example
 * ```ts
 * dialectOf('pbs_version = 20.0.1').name; // => 'OpenPBS'
 * dialectOf('Version: 6.1.2').name; // => 'Torque'
 * ```
 */
export function dialectOf(version: string): PbsDialect {
  return /pbs_version/i.test(version) ? OPENPBS : TORQUE;
}
