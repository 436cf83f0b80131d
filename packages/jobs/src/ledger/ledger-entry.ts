import type { JobId, JobIdentity } from '@psyrun/core';
import type { Owner } from '@psyrun/files';

/** One submission in the ledger. */
export interface LedgerEntry {
  /** Unique for each submission. */
  readonly id: string;
  /** Full name of the job or array. */
  readonly name: string;
  /** The submitted indices of an array. */
  readonly indices?: readonly number[];
  /** Name of the scheduler. */
  readonly scheduler: string;
  /** The process that submitted. */
  readonly by: Owner;
  /** The time of the submission, in ISO 8601. */
  readonly time: string;
  /** The id of the job. Undefined if the scheduler's answer was lost. */
  readonly job?: JobId;
  /** The system that it went to. Ledgers of earlier versions lack it. */
  readonly system?: string;
  /** The identity of the job, which the scheduler reported right after the submission. */
  readonly identity?: Pick<JobIdentity, 'system' | 'submitted'>;
  /** True if the job is known to have ended, because later jobs were submitted after its end. */
  readonly settled?: true;
  /** True if somebody has said that the process that submitted is dead. It could not be asked. */
  readonly abandoned?: boolean;
}
