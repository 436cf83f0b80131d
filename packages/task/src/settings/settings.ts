import type {
  BackendClass,
  ParameterSpace,
  Row,
  Scheduler,
  SchedulerArgs,
  Store,
} from '@psyrun/core';

/** The return value of `execute`: the results of a row by key. */
export type ExecuteResult = object | Promise<object>;

/**
 * The settings of a task: what a task file exports, one by one or as `defineTask({ … })`.
 *
 * `psy-conf` in the same directory gives defaults for all of them.
 */
export interface TaskSettings<R extends Row = Row, Resources extends Row = Row> {
  /** Name of the task; default: the name of the file without `task_` and suffix. */
  readonly name?: string;
  /** The rows to evaluate; default: none. */
  readonly pspace?: ParameterSpace<R>;
  /** Evaluates one row. Its keys must not be those of parameters. */
  readonly execute?: (row: R & Resources) => ExecuteResult;
  /**
   * Prepares a worker process before its first row. What it returns is passed to `execute` with
   * every row, and is part of the result unless it is excluded. `procId` is the number of the job;
   * with load balancing, that of the process in its job.
   */
  readonly setup?: (procId: number) => Resources | Promise<Resources> | void | Promise<void>;
  /** How work becomes jobs: a class, or the name of an installed one; default `distribute`. */
  readonly backend?: string | BackendClass;
  /**
   * Rows that a worker process evaluates at the same time; default 1. For an async `execute` that
   * waits for something else than the processor.
   */
  readonly concurrency?: number;
  /** Keys that are left out of the result. */
  readonly excludeFromResult?: readonly string[];
  /** Further files that the result depends on, relative to the task file. */
  readonly fileDep?: readonly string[];
  /** Most jobs to start; default 100. */
  readonly maxJobs?: number;
  /** Fewest rows of a job; default 1. */
  readonly minItems?: number;
  /** Path of the Node executable that runs the jobs; default: the one that runs psy. */
  readonly node?: string;
  /** Whether results of an older version of the task may be replaced; default true. */
  readonly overwriteDirty?: boolean;
  /** Worker processes of each job; default 1. */
  readonly poolSize?: number;
  /** File of the result, relative to the working directory; default: in the task's work directory. */
  readonly resultfile?: string;
  /** How many times a row that failed is tried again, after the other rows of its job; default 0. */
  readonly retries?: number;
  /** The scheduler that runs the jobs: an object, or the name of an installed one; default `immediate`. */
  readonly scheduler?: string | Scheduler;
  /** Arguments of the scheduler by name: values, or functions of the full job name that give one. */
  readonly schedulerArgs?: SchedulerArgs;
  /** Format of the result: an object, or the suffix of an installed one; default `.pkl`. */
  readonly store?: string | Store;
  /** Milliseconds that a row may take before it fails; default: as long as it likes. */
  readonly timeout?: number;
  /** Directory for the files of all tasks, relative to the working directory; default `psy-work`. */
  readonly workdir?: string;
}
