import type { JobTree } from './job-tree.ts';
import type { ParameterSpace } from './parameter-space.ts';
import type { Task } from './task.ts';

/** Options of {@link Backend.createJob}. */
export interface CreateJobOptions {
  /** Keep what has been evaluated and do only the rest. */
  readonly continue: boolean;
  /** Continue although the code or the settings have changed since. */
  readonly acceptChanges?: boolean;
  /** Only say what has to run and why: change nothing in the work directory. */
  readonly dryRun?: boolean;
  /** Told why something is done again, or not at all, as sentences. */
  readonly onNote?: (note: string) => void;
}

/** Decides how the rows of a task become jobs. */
export interface Backend {
  /** Prepares the work directory and returns what has to run. */
  createJob(options: CreateJobOptions): Promise<JobTree>;
  /** The rows of the space that have no result yet. */
  getMissing(): Promise<ParameterSpace>;
  /** The rows that jobs in the queue will evaluate. */
  getQueued(): Promise<ParameterSpace>;
  /** Full names of the jobs that ended without having done their work. */
  getFailed(): Promise<readonly string[]>;
}

/** A class of backends. */
export type BackendClass = new (task: Task) => Backend;
