import type { Range } from '@psyrun/pspace/internal';

/** Name of the segment that holds the initial rows of the queue. */
export const BASE = 'base';

/**
 * The content of a claim: rows of a segment, by their positions, and the worker that claims them.
 */
export interface ClaimNotice {
  readonly start: number;
  /** Position behind the last row. The next claim of the segment begins there. */
  readonly stop: number;
  readonly worker: string;
}

/** The notice of a worker that has recorded all the rows that it claimed. */
export interface DoneNotice {
  /** Names of its claims. */
  readonly claims: readonly string[];
}

/** The notice about a worker that did not finish the rows that it had claimed. */
export interface ReturnNotice extends DoneNotice {
  /** The rows of these claims that it had not recorded. They are a new segment of the queue. */
  readonly rows: readonly Range[];
}

/** Name of the lease of a worker. The mark of this notice is its heartbeat. */
export const leaseName = (worker: string): string => `worker-${worker}`;

/** Name of the notice that a worker has finished all its claims and left. */
export const doneName = (worker: string): string => `done-${worker}`;

/** Name of the claim that follows `count` others of its segment. */
export const claimName = (segment: string, count: number): string => `claim-${segment}-${count}`;

/** Name of the notice that returns a worker's rows. It is also the name of the segment. */
export const returnName = (worker: string, count: number): string => `return-${worker}-${count}`;

/** Returns the number of the job of a worker: `7` for the workers `7` and `7.1`. */
export const jobOf = (worker: string): number => Number.parseInt(worker);

/** Returns the worker of a lease, or undefined for other notices. */
export function workerOfLease(name: string): string | undefined {
  return /^worker-(.+)$/.exec(name)?.[1];
}

/** Returns the worker that has finished, or undefined for other notices. */
export function workerDone(name: string): string | undefined {
  return /^done-(.+)$/.exec(name)?.[1];
}

/** Returns the worker whose rows were returned, or undefined for other notices. */
export function workerReturned(name: string): string | undefined {
  return /^return-(.+)-\d+$/.exec(name)?.[1];
}

/**
 * Returns the segment of a claim and the number of claims before it, or undefined for other
 * notices.
 */
export function parseClaim(name: string): { segment: string; count: number } | undefined {
  const match = /^claim-(.+)-(\d+)$/.exec(name);
  return match === null ? undefined : { segment: match[1]!, count: Number(match[2]) };
}
