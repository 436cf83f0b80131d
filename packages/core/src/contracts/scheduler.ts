import type { AbortSignalLike } from './abort-signal.ts';
import type { Check } from './check.ts';
import type { FailureClass } from './failure-class.ts';

/** The scheduler's own name for a job: `4711`, `4711_3`. */
export type JobId = string;

/** The state of a job, in words that all schedulers share. */
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

/**
 * The states of jobs that are queued or running.
 *
 * @example
 * ```ts
 * ACTIVE_STATES.has('waiting'); // => true
 * ACTIVE_STATES.has('done'); // => false
 * ```
 */
export const ACTIVE_STATES: ReadonlySet<JobState> = new Set<JobState>([
  'queued',
  'waiting',
  'running',
  'suspended',
]);

/**
 * Tells which job a status is about. An id alone does not: another system has a job with the same
 * id, and a system that starts anew, or has used all its numbers, gives them away again.
 */
export interface JobIdentity {
  /** The system that was asked: the name of the cluster and the address of its controller. */
  readonly system: string;
  /** The time at which the system took the job, always in the same form. */
  readonly submitted?: string;
  /** The tag of the submission, if the system stores it with the job. */
  readonly tag?: string;
}

/** The status of one job, as the scheduler reports it. */
export interface JobStatus {
  readonly id: JobId;
  readonly state: JobState;
  /** Which job has this id now. A scheduler with `system` always reports it. */
  readonly identity?: JobIdentity;
  /** The name that the job was submitted with, if the scheduler reports it. */
  readonly name?: string;
  /** The reason in one word, if the scheduler gives one: `TIMEOUT`, `OUT_OF_MEMORY`, `Priority`. */
  readonly reason?: string;
  /** The class of the failure of an ended job. `explain` tells it. */
  readonly failure?: FailureClass;
  /** Advice about the reason, as a sentence. */
  readonly advice?: string;
  /**
   * True if the job can never start. It counts as failed and stays in the queue until somebody ends
   * it.
   */
  readonly stuck?: true;
  /** True if the system is ending the job, or cleaning up after it. Its processes may still run. */
  readonly ending?: true;
  /** The time at which the system expects to start the job, in ISO 8601. */
  readonly expectedStart?: string;
}

/** The value of a scheduler argument, or a function that returns it for a full job name. */
export type SchedulerArg = unknown;

/** Scheduler arguments by name: `{ timelimit: '1h', memory: '1G' }`. */
export type SchedulerArgs = Readonly<Record<string, SchedulerArg>>;

/** The process that a job runs in, as the job sees it. */
export interface JobHost {
  /** Writes to the job's log. */
  readonly log: (text: string) => void;
  /** Aborted when the job has to stop. */
  readonly signal: AbortSignalLike;
  /** The maximum number of jobs that this process runs at the same time. */
  readonly slots: number;
  /**
   * Returns a resource that the jobs of this process share. The first call with a key makes it; it
   * is closed when the process ends. Worker processes, for example, stay alive from one job to the
   * next.
   */
  readonly share: <T extends Closable>(key: string, make: () => T) => T;
}

/** Something that holds processes or files until it is closed. */
export interface Closable {
  /** Releases them. */
  close(): Promise<void>;
}

/** One submission. */
export interface Submission {
  /** The command and its arguments; never a shell string. In an array, `%a` is the index. */
  readonly argv: readonly string[];
  /**
   * File for standard output and standard error; its folder exists. In an array, `%a` is the index.
   */
  readonly log: string;
  /** Full name of the job: `circle:process`. */
  readonly name: string;
  /** Jobs that have to end before this one starts. */
  readonly dependsOn: readonly JobId[];
  /**
   * True if the job starts even if one of those failed. Otherwise it then fails without starting.
   */
  readonly evenIfFailed: boolean;
  /** The task's `schedulerArgs`, unchanged; the scheduler calls the functions among them. */
  readonly args: SchedulerArgs;
  /**
   * Unique for each submission. A scheduler with `find` stores it with the job. If the answer to a
   * submission is lost, its job is found again by the tag.
   */
  readonly tag: string;
  /**
   * Told by the scheduler what its command says while the submission takes long, for example that the
   * queue is full and it tries again.
   */
  readonly onWords?: (words: string) => void;
  /**
   * Does the work of `argv` without starting a process. A scheduler of the local machine may call
   * it; every other scheduler starts `argv`. Resolves to the exit code.
   */
  readonly here?: (index: number | undefined, host: JobHost) => Promise<number>;
}

/** The abilities of a scheduler, as data. */
export interface SchedulerCapabilities {
  /** One submission can hold many jobs. */
  readonly arrays: boolean;
  /**
   * True if `submit` and `submitArray` return when the jobs have ended, not when they are queued.
   */
  readonly immediate: boolean;
  /**
   * True if the scheduler knows how a job ended. A scheduler that does not know reports ended jobs
   * as `unknown`. It starts a dependent job after any end of the jobs before it.
   */
  readonly outcomes: boolean;
}

/** Submits jobs to a system that runs them. */
export interface Scheduler {
  /** The name under which it is installed: `slurm`. */
  readonly name: string;
  readonly capabilities: SchedulerCapabilities;
  /** The arguments that a new task file proposes. */
  readonly defaultArgs: SchedulerArgs;
  /**
   * Returns the system to which jobs are submitted from here, as in `JobIdentity.system`.
   *
   * A scheduler whose jobs outlive `submit` has this member. psyrun then stores the identity of each
   * job. It believes the status of a job, and ends the job, only if the identity is the same. Without
   * this member, psyrun has to trust the id.
   */
  system?(): Promise<string>;
  /**
   * The maximum number of jobs in one array. A task with more jobs gets fewer jobs, with more rows
   * each. If it is left out, there is no limit.
   */
  mostJobs?(): Promise<number>;
  /** Submits one job. */
  submit(submission: Submission): Promise<JobId>;
  /**
   * Submits one job for each of `indices`, at most `throttle` at a time if that is given. Only for
   * schedulers with `capabilities.arrays`. The id names the array, `<id>_<index>` one of its jobs.
   *
   * Like `submit`, it throws `PSYRUN_SCHEDULER` if no job was queued, and
   * `PSYRUN_SCHEDULER_NO_ANSWER` if it is not known whether jobs were queued.
   */
  submitArray(
    indices: readonly number[],
    submission: Submission & { readonly throttle?: number },
  ): Promise<JobId>;
  /**
   * Returns the command of a submission, or of an array with `indices`, as a person could type it.
   * Submits nothing. `dependsOn` holds placeholders, because the jobs have no ids yet. Throws for
   * arguments that a submission would be refused for.
   */
  preview?(
    submission: Submission & { readonly throttle?: number },
    indices?: readonly number[],
  ): Promise<string>;
  /** Ends jobs. Ignores jobs that have ended already. */
  kill(ids: readonly JobId[]): Promise<void>;
  /**
   * Returns the status of the jobs by id. It needs one query, however many jobs there are.
   *
   * An array is running while one of its jobs is running. It has ended when all of them have ended,
   * and it has failed if one of the jobs that the scheduler remembers has failed.
   *
   * The state `unknown` says that the system does not know the job. An answer that merely lacks the
   * job is no proof of that: then the system is asked in another way, or the method throws.
   */
  getStatus(ids: readonly JobId[]): Promise<ReadonlyMap<JobId, JobStatus>>;
  /**
   * Returns the end of a job and the class of its failure, from its status and from the lines that the
   * system wrote at the end of its log. The log is still there when the scheduler has forgotten the job.
   */
  explain?(status: JobStatus, log: string): JobStatus;
  /** The user's queued and running jobs. */
  getJobs(): Promise<readonly JobId[]>;
  /** Returns the jobs of the submissions with these tags, if the scheduler still knows them. */
  find?(tags: readonly string[]): Promise<ReadonlyMap<string, JobId>>;
  /**
   * Returns what a user should know about the system before a run: its limits, and how jobs end there.
   * It only asks. It throws like `system` if the system does not answer.
   */
  checks?(): Promise<readonly Check[]>;
  /** Releases the processes and files that the scheduler holds in this process. */
  close?(): Promise<void>;
}

/** A class of schedulers. */
export type SchedulerClass = new () => Scheduler;
