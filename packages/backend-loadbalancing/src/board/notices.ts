import type { Range } from '@psyrun/pspace/internal';

/** Name of the segment that holds the rows that the queue began with. */
export const BASE = 'base';

/** What a claim says: which rows of its segment, by their positions, and whose they are. */
export interface ClaimNotice {
  readonly start: number;
  /** Position behind the last row; the next claim of the segment begins there. */
  readonly stop: number;
  readonly worker: string;
}

/** What a worker says that has recorded all that it claimed. */
export interface DoneNotice {
  /** Names of its claims. */
  readonly claims: readonly string[];
}

/** What is said of a worker that did not do all that it had claimed. */
export interface ReturnNotice extends DoneNotice {
  /** The rows of these claims that it had not recorded: a segment of the queue, open to all. */
  readonly rows: readonly Range[];
}

/** A worker is there; the mark of this notice is its sign of life. */
export const leaseName = (worker: string): string => `worker-${worker}`;

/** A worker has done all that it had claimed, and gone. */
export const doneName = (worker: string): string => `done-${worker}`;

/** The claim that follows `count` others of its segment. */
export const claimName = (segment: string, count: number): string => `claim-${segment}-${count}`;

/** A worker's rows are open to others. The name is that of the segment, too. */
export const returnName = (worker: string, count: number): string => `return-${worker}-${count}`;

/** The number of the job whose worker it is: `7` of the workers `7` and `7.1`. */
export const jobOf = (worker: string): number => Number.parseInt(worker);

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

/** Segment of a claim and how many others came before it; undefined for other notices. */
export function parseClaim(name: string): { segment: string; count: number } | undefined {
  const match = /^claim-(.+)-(\d+)$/.exec(name);
  return match === null ? undefined : { segment: match[1]!, count: Number(match[2]) };
}
