import type { JobId } from '@psyrun/core';
import type { Owner } from '@psyrun/files';

/** One submission as the ledger knows it. */
export interface LedgerEntry {
  /** Unique for each submission. */
  readonly id: string;
  /** Full name of the job or array. */
  readonly name: string;
  /** The indices submitted, for an array. */
  readonly indices?: readonly number[];
  /** Name of the scheduler. */
  readonly scheduler: string;
  /** The process that submitted. */
  readonly by: Owner;
  /** When, in ISO 8601. */
  readonly time: string;
  /** The scheduler's name for the job; absent when the answer never came. */
  readonly job?: JobId;
}
