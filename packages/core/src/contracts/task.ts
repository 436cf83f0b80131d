import type { RetriesByClass } from './failure-class.ts';
import type { EvaluatorAddress } from './evaluator.ts';
import type { ParameterSpace } from './parameter-space.ts';
import type { JobId, JobStatus, Scheduler, SchedulerArgs } from './scheduler.ts';
import type { Store } from './store.ts';

/** A task whose settings are all resolved: the input of a backend. */
export interface Task {
  readonly name: string;
  /** Absolute path of the task file. */
  readonly file: string;
  readonly pspace: ParameterSpace;
  /** The address of the function that evaluates rows. */
  readonly evaluator: EvaluatorAddress;
  /**
   * The file of `evaluator.rowsFile`, which has to be there before a program starts. It is left out if
   * the file was written before, or if there is none.
   */
  readonly rowsFile?: RowsFile;
  readonly store: Store;
  /** The address of the store, for jobs. */
  readonly storeAddress: PluginAddress;
  readonly scheduler: Scheduler;
  readonly schedulerArgs: SchedulerArgs;
  /**
   * Returns the scheduler of a name: queued jobs may belong to another scheduler than `scheduler`.
   * If it is left out, only `scheduler` can be queried.
   */
  readonly schedulerNamed?: (name: string) => Promise<Scheduler>;
  /** The address of `scheduler`, for jobs. If it is left out, jobs do not query the scheduler. */
  readonly schedulerAddress?: PluginAddress;
  /**
   * Returns the status of jobs, in one query together with those of other tasks. If it is left out,
   * the scheduler is queried directly.
   */
  readonly askStatus?: (
    scheduler: Scheduler,
    ids: readonly JobId[],
  ) => Promise<ReadonlyMap<JobId, JobStatus>>;
  /** Absolute path of the directory of this task's files: `<workdir>/<name>`. */
  readonly workdir: string;
  /** Absolute path of the result. */
  readonly resultfile: string;
  /** The maximum number of jobs that process rows. */
  readonly maxJobs: number;
  /** The minimum number of rows of a job. */
  readonly minItems: number;
  /** The number of worker processes of a job. */
  readonly poolSize: number;
  /**
   * The number of rows that one worker process evaluates at the same time, for functions that wait.
   */
  readonly concurrency: number;
  /** How many times a job repeats a failed row: a number for all failures, or numbers by class. */
  readonly retries: number | RetriesByClass;
  /** Time limit of a row, in milliseconds; no limit if it is left out. */
  readonly timeout?: number;
  /** The number of rows after which a worker process is replaced; never if it is left out. */
  readonly rowsPerWorker?: number;
  /** Memory of a worker process in MiB above which it is replaced; no limit if it is left out. */
  readonly memoryPerWorker?: number;
  /** Keys that are not written to the result: parameters, results, or keys that `setup` returns. */
  readonly excludeFromResult: readonly string[];
  /** Absolute paths of further files that the result depends on. */
  readonly fileDep: readonly string[];
  /** True if the result of an older version of the task may be replaced. */
  readonly overwriteDirty: boolean;
  /** Path of the Node executable that runs the jobs. */
  readonly node: string;
  /**
   * Digests of the local modules that make up the function, by absolute path. They change when the
   * computation changes. They do not change with the space or with other settings of the task.
   */
  readonly code: () => Promise<Readonly<Record<string, string>>>;
  /**
   * Returns the installed packages that the function imports: version and digest by name. If it is
   * left out, they are not known.
   */
  readonly packages?: () => Promise<Readonly<Record<string, string>>>;
  /** True if the space may have no rows. Default: false, then a run without rows is told as a fault. */
  readonly allowEmpty?: boolean;
  /** Other runs whose rows are taken where they are equal. */
  readonly reuse?: readonly RowSource[];
  /** True if all rows run again after a package has changed. Default: false, the change is only told. */
  readonly rerunForPackages?: boolean;
}

/** Another run, or a folder of runs, whose rows a task may take. */
export interface RowSource {
  /** The name in the task file. */
  readonly from: string;
  /** Absolute path of a work directory, or of a folder of work directories. */
  readonly folder: string;
  /** The beginning of the digest of another code whose rows are taken, too. */
  readonly code?: string;
}

/** A file with the rows of a space, in the form of the language that evaluates them. */
export interface RowsFile {
  /** Absolute path. */
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * The address of a plug-in: a module, the name of a function that it exports, and the argument of
 * the call. It is plain data: job files hold it, so that the nodes of a cluster need not search for
 * the plug-in.
 */
export interface PluginAddress {
  /** URL of the module. */
  readonly module: string;
  /** Name of the function that it exports. */
  readonly export: string;
  /** The argument of the call: any value that JSON can hold. */
  readonly options: unknown;
}
