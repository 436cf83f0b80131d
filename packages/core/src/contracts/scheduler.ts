import type { AbortSignalLike } from './abort-signal.ts';

/** The scheduler's own name for a job: `4711`, `4711_3`. */
export type JobId = string;

/** Where a job is in its life, in words that all schedulers share. */
export type JobState =
  /** Waiting for resources. */
  | 'queued'
  /** Waiting for another job to end. */
  | 'waiting'
  | 'running'
  /** Stopped for a time, by the scheduler or by hand. */
  | 'suspended'
  /** Ended without an error. */
  | 'done'
  /** Ended with an error; the reason tells which. */
  | 'failed'
  /** The scheduler does not know the job (any more), or did not say. */
  | 'unknown';

/** What a scheduler says of one job. */
export interface JobStatus {
  readonly id: JobId;
  readonly state: JobState;
  /** The name that it was submitted with, where the scheduler tells it. */
  readonly name?: string;
  /** Why, in a word, where the scheduler says it: `TIMEOUT`, `OUT_OF_MEMORY`, `Priority`. */
  readonly reason?: string;
  /** It has failed because it can never start, and stays in the queue until somebody ends it. */
  readonly stuck?: true;
}

/** A value of a scheduler argument, or a function of the full job name that gives it. */
export type SchedulerArg = unknown;

/** Scheduler arguments by name: `{ timelimit: '1h', memory: '1G' }`. */
export type SchedulerArgs = Readonly<Record<string, SchedulerArg>>;

/** The process that a job runs in, as the job sees it. */
export interface JobHost {
  /** Adds to the job's log. */
  readonly log: (text: string) => void;
  /** Aborted when the job has to stop. */
  readonly signal: AbortSignalLike;
  /** Most jobs that this process runs at the same time. */
  readonly slots: number;
  /**
   * What the jobs of this process share, made at the first call with its key and closed with the
   * process: worker processes that stay warm from one job to the next.
   */
  readonly share: <T extends Closable>(key: string, make: () => T) => T;
}

/** Something that holds processes or files until it is closed. */
export interface Closable {
  /** Lets go of them. */
  close(): Promise<void>;
}

/** One submission. */
export interface Submission {
  /** The command and its arguments; never a shell string. In an array, `%a` is the index. */
  readonly argv: readonly string[];
  /** File for standard output and errors; its folder exists. In an array, `%a` is the index. */
  readonly log: string;
  /** Full name of the job: `circle:process`. */
  readonly name: string;
  /** Jobs that have to end before this one starts. */
  readonly dependsOn: readonly JobId[];
  /** Start also if one of them failed; otherwise this job then fails without having started. */
  readonly evenIfFailed: boolean;
  /** The task's `schedulerArgs` as they are; the scheduler calls the functions among them. */
  readonly args: SchedulerArgs;
  /**
   * Unique for each submission. A scheduler with `find` keeps it with the job, so that the job of
   * a submission whose answer was lost is found again.
   */
  readonly tag: string;
  /**
   * Does what `argv` does without a process of its own. A scheduler of the local machine may call
   * it; every other one starts `argv`. Resolves to the exit code.
   */
  readonly here?: (index: number | undefined, host: JobHost) => Promise<number>;
}

/** What a scheduler can do, as data. */
export interface SchedulerCapabilities {
  /** One submission can hold many jobs. */
  readonly arrays: boolean;
  /** `submit` and `submitArray` return when the jobs have ended, not when they are queued. */
  readonly immediate: boolean;
  /**
   * The scheduler knows how a job ended. One that does not reports ended jobs as `unknown` and
   * starts a job after any end of those that it depends on.
   */
  readonly outcomes: boolean;
}

/** SubmissionSink jobs to a system that runs them. */
export interface Scheduler {
  /** The name under which it is installed: `slurm`. */
  readonly name: string;
  readonly capabilities: SchedulerCapabilities;
  /** Arguments that a new task file suggests. */
  readonly defaultArgs: SchedulerArgs;
  /**
   * Most jobs of one array that the system can hold at all; a task with more is given fewer, of more
   * rows each. Without it there is no limit.
   */
  mostJobs?(): Promise<number>;
  /** Submits one job. */
  submit(submission: Submission): Promise<JobId>;
  /**
   * Submits a job for each of `indices`, at most `throttle` at a time if that is given.
   * Only for schedulers with `capabilities.arrays`. The id stands for all of them, `<id>_<index>`
   * for one.
   *
   * Like `submit`, throws `PSYRUN_SCHEDULER` if nothing is in the queue, and
   * `PSYRUN_SCHEDULER_NO_ANSWER` if that is not known.
   */
  submitArray(
    indices: readonly number[],
    submission: Submission & { readonly throttle?: number },
  ): Promise<JobId>;
  /**
   * What a submission, or that of an array with `indices`, would do, as a person could type it;
   * submits nothing. `dependsOn` holds texts that stand for jobs: they have no ids yet. Throws for
   * arguments that the submission would be refused for.
   */
  preview?(
    submission: Submission & { readonly throttle?: number },
    indices?: readonly number[],
  ): Promise<string>;
  /** Ends jobs. Jobs that have ended are passed over. */
  kill(ids: readonly JobId[]): Promise<void>;
  /**
   * What became of the jobs, by id, in one query however many they are.
   *
   * An array runs while one of its jobs does, and has ended when all of them have: failed if one
   * of those that the scheduler remembers has.
   */
  getStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>>;
  /**
   * What became of a job by what `getStatus` said of it and what the system wrote at the end of its
   * log, which is still there when the scheduler has forgotten the job.
   */
  explain?(status: JobStatus, log: string): JobStatus;
  /** The user's queued and running jobs. */
  getJobs(): Promise<readonly JobId[]>;
  /** The jobs of the submissions with these tags, as far as the scheduler still knows them. */
  find?(tags: readonly string[]): Promise<ReadonlyMap<string, JobId>>;
  /** Ends what the scheduler holds in this process. */
  close?(): Promise<void>;
}

/** A class of schedulers. */
export type SchedulerClass = new () => Scheduler;
