import type { TableRow } from './table-row.ts';

/** The largest exponent of growth that is wanted. */
export const WANTED_GROWTH = 1.1;

/** A figure that is wanted of a line. It is told on the page, and never fails a run of the bench. */
export interface Goal {
  /** The goal in words, without a verb: at most 0.2 × itertools. */
  readonly words: string;
  /** Whether a row of the table meets it. Undefined if it is not about this row. */
  readonly isMet: (row: TableRow) => boolean | undefined;
}

/** The work takes at most some times the CPU of a peer, and some seconds more. */
export function atMostTimes(ratio: number, name: string, moreSeconds = 0): Goal {
  return {
    words: `at most ${ratio} × ${name}${moreSeconds > 0 ? ` + ${moreSeconds} s` : ''}`,
    isMet({ ours, peers }) {
      const cpu = peers.find((peer) => peer.name === name)?.cpu;
      return cpu === undefined ? undefined : ours <= ratio * cpu + moreSeconds;
    },
  };
}

/** The work takes at most some seconds. */
export function atMostSeconds(seconds: number): Goal {
  return { words: `at most ${seconds} s`, isMet: ({ ours }) => ours <= seconds };
}

/** The work takes at most some memory. */
export function atMostMemory(bytes: number): Goal {
  return {
    words: `at most ${bytes / 1e6} MB`,
    isMet: ({ memory }) => (memory === undefined ? undefined : memory <= bytes),
  };
}

/** The work leaves at most some files for each unit of its size. */
export function atMostFiles(each: number): Goal {
  return {
    words: `at most ${each} files for each`,
    isMet: ({ files, size }) => (files === undefined ? undefined : files <= each * size),
  };
}

/** A goal for one size only. */
export function at(wanted: number, { words, isMet }: Goal): Goal {
  return { words, isMet: (row) => (row.size === wanted ? isMet(row) : undefined) };
}
