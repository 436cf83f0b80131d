import type { Range } from '@psyrun/run';

/** Name of the segment that holds the rows that the queue began with. */
export const BASE = 'base';

/** What a claim says: up to where in its segment, and whose it is. */
export interface ClaimNotice {
  /** Position behind the last row. */
  readonly stop: number;
  readonly worker: string;
}

/** What is said of a worker that did not do all that it had claimed. */
export interface ReturnNotice {
  /** Names of the claims that this is about. */
  readonly claims: readonly string[];
  /** The rows that it had not recorded: a segment of the queue, open to all. */
  readonly rows: readonly Range[];
}

/** A worker is there; the mark of this notice is its sign of life. */
export const leaseName = (worker: string): string => `worker-${worker}`;

/** A worker has done all that it had claimed, and gone. */
export const doneName = (worker: string): string => `done-${worker}`;

/** The rows from `start` on of a segment are claimed. There is one claim for each position. */
export const claimName = (segment: string, start: number): string => `claim-${segment}-${start}`;

/** A worker's rows are open to others. The name is that of the segment, too. */
export const returnName = (worker: string, count: number): string => `return-${worker}-${count}`;

/** The worker of a lease; undefined for other notices. */
export function workerOfLease(name: string): string | undefined {
  return /^worker-(.+)$/.exec(name)?.[1];
}

/** The worker that says that it is done; undefined for other notices. */
export function workerDone(name: string): string | undefined {
  return /^done-(.+)$/.exec(name)?.[1];
}

/** The worker whose rows were returned; undefined for other notices. */
export function workerReturned(name: string): string | undefined {
  return /^return-(.+)-\d+$/.exec(name)?.[1];
}

/** Segment and position of a claim; undefined for other notices. */
export function parseClaim(name: string): { segment: string; start: number } | undefined {
  const match = /^claim-(.+)-(\d+)$/.exec(name);
  return match === null ? undefined : { segment: match[1]!, start: Number(match[2]) };
}
