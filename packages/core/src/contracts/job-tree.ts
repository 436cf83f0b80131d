/**
 * What a job does: a function at an address, called with options. It is plain data, written to a
 * job file and run by one fixed program.
 */
export interface JobWork {
  /** URL of the module. */
  readonly module: string;
  /** Name of the function that it exports. */
  readonly export: string;
  /** What the function is called with: whatever JSON can hold. */
  readonly options: unknown;
}

/** One job. */
export interface Job {
  readonly kind: 'job';
  /** Name within the tree: `split`. The full name has those above it in front: `circle:split`. */
  readonly name: string;
  readonly work: JobWork;
  /** What the job makes is there and current. */
  readonly done: boolean;
  /** Runs also when a job before it has failed. */
  readonly evenIfFailed?: boolean;
}

/** Jobs that differ only in an index. */
export interface JobArray {
  readonly kind: 'array';
  /** Name of all of them: `process`. That of one has its index behind it: `process:3`. */
  readonly name: string;
  /** What each of them does; it is told the index. */
  readonly work: JobWork;
  /** Number of jobs; their indices go from 0 to `size - 1`. */
  readonly size: number;
  /** The indices whose work is still to do, in ascending order. */
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
