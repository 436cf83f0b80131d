import type { JobTree } from './job-tree.ts';
import type { ParameterSpace } from './parameter-space.ts';
import type { Task } from './task.ts';

/** Options of {@link Backend.createJob}. */
export interface CreateJobOptions {
  /** Keep what has been evaluated and do only the rest. */
  readonly continue: boolean;
  /** Continue although the code or the settings have changed since. */
  readonly acceptChanges?: boolean;
  /**
   * Evaluate these rows of the present run again, and those that are not done: ranges of indices, each with its
   * start and its end, which is not part of it.
   */
  readonly again?: readonly (readonly [number, number])[];
  /** Only report what has to run and why; change nothing in the work directory. */
  readonly dryRun?: boolean;
  /** Receives, as sentences, why something runs again or why nothing runs. */
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
  /** Full names of the jobs that ended before their work was done. */
  getFailed(): Promise<readonly string[]>;
}

/** A class of backends. */
export type BackendClass = new (task: Task) => Backend;
