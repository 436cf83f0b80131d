/** The cost of one piece of work. */
export interface Measured {
  /** Seconds of CPU of the process and of those that it started. */
  readonly cpu: number;
  /** Largest memory of all these processes together, in bytes. */
  readonly memory?: number;
  /** Files that are there in the end. */
  readonly files?: number;
}

/** Does a piece of work of some size. */
export type Measure = (size: number) => Measured | Promise<Measured>;

/** The work of another tool that does the same. */
export interface Peer {
  readonly name: string;
  /** Resolves to undefined if the tool is not there. */
  readonly measure: (size: number) => Promise<Measured | undefined>;
}

/** One line of the table: some work, of growing size. */
export interface Line {
  readonly group: string;
  readonly name: string;
  /** The unit of the sizes: rows, jobs, parts. */
  readonly unit: string;
  readonly sizes: readonly number[];
  /** The sizes of `--quick`. Without them the line is left out there. */
  readonly quick?: readonly number[];
  readonly ours: Measure;
  readonly peer?: Peer;
  /** Most files for each unit of the largest size. */
  readonly mostFiles?: number;
}
