import type {
  BackendClass,
  ForeignFunction,
  ParameterSpace,
  ProgramAddress,
  RetriesByClass,
  Row,
  Scheduler,
  SchedulerArgs,
  Store,
} from '@psyrun/core';

/**
 * The settings of a task. A task file exports them one by one or as `defineTask({ … })`.
 *
 * `psy-conf` in the same directory sets defaults for all of them.
 */
export interface TaskSettings<
  R extends Row = Row,
  Resources extends Row = Row,
  Result extends object = object,
> {
  /** Name of the task. Default: the name of the file without `task_` and suffix. */
  readonly name?: string;
  /** The rows to evaluate. Default: a space without rows. */
  readonly pspace?: ParameterSpace<R>;
  /**
   * Evaluates rows in another language, instead of `execute`: `python('./model.py', 'simulate')`, or
   * the address of a program that speaks the worker protocol.
   */
  readonly evaluator?: ForeignFunction | ProgramAddress;
  /**
   * Evaluates one row. Returns its results by key, or a promise of them. No key may be that of a
   * parameter.
   */
  readonly execute?: (row: R & Resources) => Result | Promise<Result>;
  /**
   * Prepares a worker process before its first row. The returned resources are passed to `execute` with
   * every row. They are part of the result unless they are excluded. `procId` is the number of the
   * job; with load balancing, the number of the process in its job.
   */
  readonly setup?: (procId: number) => Resources | Promise<Resources> | void | Promise<void>;
  /**
   * Names of tasks of the same folder that have to be complete before this one starts. Those of
   * `resultOf` are among them. Default: none.
   */
  readonly after?: readonly string[];
  /** True if the space may have no rows. Default: false, then a run without rows exits with 1. */
  readonly allowEmpty?: boolean;
  /** The backend: a class or the name of an installed backend. Default: `distribute`. */
  readonly backend?: string | BackendClass;
  /**
   * Number of rows that a worker process evaluates at the same time, for an async `execute` that waits
   * for something else than the processor. Default: 1.
   */
  readonly concurrency?: number;
  /** Keys to remove from the result. */
  readonly excludeFromResult?: readonly string[];
  /** Other files that the result depends on. Their paths are relative to the task file. */
  readonly fileDep?: readonly string[];
  /** Largest number of jobs. Default: 100. */
  readonly maxJobs?: number;
  /** Smallest number of rows of a job. Default: 1. */
  readonly minItems?: number;
  /** Path of the Node executable that runs the jobs. Default: the one that runs psy. */
  readonly node?: string;
  /** True if results of an older version of the task may be replaced. Default: true. */
  readonly overwriteDirty?: boolean;
  /** Number of worker processes of each job. Default: 1. */
  readonly poolSize?: number;
  /**
   * True if all rows are evaluated again after an imported package has changed. Default: false, the
   * change is told, and the rows stay.
   */
  readonly rerunForPackages?: boolean;
  /**
   * Other runs: rows that are equal, and of the same code, are taken and not evaluated. Each is the name of a task
   * in the same work directory, a path with a slash of a work directory or a folder of these, relative to the
   * working directory, or `{ from, code }` with the digest of another code whose rows are taken, too, as
   * `psy verify` prints it. Default: none.
   */
  readonly reuse?: readonly (string | { readonly from: string; readonly code?: string })[];
  /** Result file, relative to the working directory. Default: in the task's work directory. */
  readonly resultfile?: string;
  /**
   * How many times a failed row is repeated after the other rows of its job: a number, or numbers by the class
   * of the failure, such as `{ timeout: 1, signal: 2 }`. Default: 0.
   */
  readonly retries?: number | RetriesByClass;
  /** The scheduler: an object or the name of an installed scheduler. Default: `immediate`. */
  readonly scheduler?: string | Scheduler;
  /** Arguments of the scheduler by name: values, or functions of the full job name. */
  readonly schedulerArgs?: SchedulerArgs;
  /** The store of the result: an object or the suffix of an installed store. Default: `.pkl`. */
  readonly store?: string | Store;
  /** Milliseconds after which a row fails. Default: no limit. */
  readonly timeout?: number;
  /** Number of rows after which a worker process is replaced by a new one. Default: never. */
  readonly rowsPerWorker?: number;
  /**
   * Memory of a worker process in MiB above which it is replaced when it has ended its rows. Default:
   * never.
   */
  readonly memoryPerWorker?: number;
  /** Directory of the files of all tasks, relative to the working directory. Default: `psy-work`. */
  readonly workdir?: string;
}
