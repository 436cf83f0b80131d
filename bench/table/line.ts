import type { Goal } from './goals.ts';

/** The cost of one piece of work. */
export interface Measured {
  /** Seconds of CPU of the process and of those that it started. */
  readonly cpu: number;
  /** Largest memory of all these processes together, in bytes. */
  readonly memory?: number;
  /** Files that are there in the end. */
  readonly files?: number;
  /** Bytes of these files. */
  readonly bytes?: number;
}

/**
 * Prepares work of some size, in a process and an empty folder of its own. Resolves to the function that is
 * measured.
 */
export type Work = (size: number) => (() => unknown) | Promise<() => unknown>;

/** How work is done: by a function, or by commands that are measured with all their processes. */
export type Way =
  | { readonly work: Work }
  /** Resolves to undefined if the program is not installed. */
  | { readonly command: (size: number) => Promise<Measured | undefined> };

/** Another tool, or code written by hand, that does the same. */
export type Peer = Way & {
  readonly name: string;
  /** The largest size that it is measured with, if more would take too long. */
  readonly largest?: number;
};

/** Bounds that must not be exceeded, whatever machine it is. Broken limits fail `--quick` and `--bounds`. */
export interface Limits {
  /** Most bytes of memory of all processes together, at the largest size. */
  readonly memory?: number;
  /** Most files for each unit of the size. */
  readonly files?: number;
  /** Most bytes of files for each unit of the size. */
  readonly bytes?: number;
}

/** A figure of an earlier version, often as the time that one waits, and without the start of processes. */
export interface Former {
  readonly size: number;
  /** The peer that a ratio is about. */
  readonly peer?: string;
  /** The figure as it was noted: `0.18 ×`, `33 s, 730 MB`. */
  readonly then: string;
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
  readonly ours: Way;
  readonly peers?: readonly Peer[];
  readonly goals?: readonly Goal[];
  readonly limits?: Limits;
  /** Figures of earlier versions, which the page shows beside those of today. */
  readonly former?: readonly Former[];
}
