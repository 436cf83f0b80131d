import type { EvaluatorAddress } from './evaluator.ts';
import type { ParameterSpace } from './parameter-space.ts';
import type { JobId, JobStatus, Scheduler, SchedulerArgs } from './scheduler.ts';
import type { Store } from './store.ts';

/** A task with every setting decided: what a backend is given. */
export interface Task {
  readonly name: string;
  /** Absolute path of the task file. */
  readonly file: string;
  readonly pspace: ParameterSpace;
  /** Where the function to evaluate is found. */
  readonly evaluator: EvaluatorAddress;
  readonly store: Store;
  /** Where a job finds the store again. */
  readonly storeAddress: PluginAddress;
  readonly scheduler: Scheduler;
  readonly schedulerArgs: SchedulerArgs;
  /**
   * Finds a scheduler by its name: jobs that are still queued may have been submitted to another
   * one than `scheduler`. Only that one can be asked where this is left out.
   */
  readonly schedulerNamed?: (name: string) => Promise<Scheduler>;
  /** Where a job finds `scheduler` again. Jobs do not ask it anything where this is left out. */
  readonly schedulerAddress?: PluginAddress;
  /**
   * Asks a scheduler what became of jobs, in one question with those of other tasks. The scheduler
   * is asked directly where this is left out.
   */
  readonly askStatus?: (
    scheduler: Scheduler,
    ids: readonly JobId[],
  ) => Promise<ReadonlyMap<JobId, JobStatus>>;
  /** Absolute path of the directory of this task's files: `<workdir>/<name>`. */
  readonly workdir: string;
  /** Absolute path of the result. */
  readonly resultfile: string;
  /** Most jobs that process rows. */
  readonly maxJobs: number;
  /** Fewest rows of a job. */
  readonly minItems: number;
  /** Worker processes of a job. */
  readonly poolSize: number;
  /** Rows that a worker process evaluates at the same time, for functions that wait. */
  readonly concurrency: number;
  /** How many times a row that failed is tried again by its job. */
  readonly retries: number;
  /** Milliseconds that a row may take; as long as it likes if it is left out. */
  readonly timeout?: number;
  /** Keys that are left out of the result: parameters, results, or what `setup` returns. */
  readonly excludeFromResult: readonly string[];
  /** Absolute paths of further files that the result depends on. */
  readonly fileDep: readonly string[];
  /** Whether the result of an older version of the task may be replaced. */
  readonly overwriteDirty: boolean;
  /** Path of the Node executable that runs the jobs. */
  readonly node: string;
  /**
   * Digests of the local modules that the function to evaluate is made of, by absolute path. They
   * change when what is computed changes, and not with the space or another setting of the task.
   */
  readonly code: () => Promise<Readonly<Record<string, string>>>;
}

/**
 * Where a plug-in object comes from: a module, the name of a function that it exports, and what
 * the function is called with. It is plain data: job files hold it, so that the nodes of a cluster
 * search nothing.
 */
export interface PluginAddress {
  /** URL of the module. */
  readonly module: string;
  /** Name of the function that it exports. */
  readonly export: string;
  /** What the function is called with: whatever JSON can hold. */
  readonly options: unknown;
}
