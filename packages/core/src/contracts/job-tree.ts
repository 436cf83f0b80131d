/**
 * The work of a job: a function at an address, called with options. It is plain data. It is written
 * to a job file, which one fixed program runs.
 */
export interface JobWork {
  /** URL of the module. */
  readonly module: string;
  /** Name of the function that it exports. */
  readonly export: string;
  /** The argument of the call: any value that JSON can hold. */
  readonly options: unknown;
}

/** One job. */
export interface Job {
  readonly kind: 'job';
  /**
   * Name within the tree: `split`. The full name starts with the names above it: `circle:split`.
   */
  readonly name: string;
  readonly work: JobWork;
  /** True if the output of the job is there and up to date. */
  readonly done: boolean;
  /** True if the job runs even after a job before it has failed. */
  readonly evenIfFailed?: boolean;
}

/** Jobs that differ only in an index. */
export interface JobArray {
  readonly kind: 'array';
  /** Name of the array: `process`. The name of one job ends in its index: `process:3`. */
  readonly name: string;
  /** The work of each job; the function also receives the index of the job. */
  readonly work: JobWork;
  /** Number of jobs; their indices go from 0 to `size - 1`. */
  readonly size: number;
  /** The indices whose work is not done yet, in ascending order. */
  readonly todo: readonly number[];
}

/** Jobs that run one after the other. */
export interface JobChain {
  readonly kind: 'chain';
  readonly name: string;
  /** In the order in which they run. */
  readonly jobs: readonly JobTree[];
}

/** Jobs that may run at the same time. */
export interface JobGroup {
  readonly kind: 'group';
  readonly name: string;
  readonly jobs: readonly JobTree[];
}

/** A tree of jobs. */
export type JobTree = Job | JobArray | JobChain | JobGroup;
