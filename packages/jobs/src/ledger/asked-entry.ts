import { ACTIVE_STATES, type JobStatus } from '@psyrun/core';
import { hasEnded, isThisProcess } from '@psyrun/files';
import type { LedgerEntry } from './ledger-entry.ts';
import { whoseJob } from './whose-job.ts';

/** Why it is not known whether a job has ended. */
export type Doubt =
  /** Another system has the job. */
  | { readonly why: 'elsewhere'; readonly there: string; readonly here: string }
  /** A job has its number, and nothing shows that it is the same job. */
  | { readonly why: 'unproven' };

/** A submission and the status of its job, if the scheduler knows the job. */
export interface AskedEntry extends LedgerEntry {
  readonly status?: JobStatus;
  /** Why it is not known whether the job has ended. Such a job counts as active, and is never ended. */
  readonly doubt?: Doubt;
}

/**
 * True if the job of a submission is queued or running, or may be. A submission without a receipt
 * counts as active while the process that made it is running, because the answer may still arrive,
 * unless somebody has said that the process is dead.
 */
export function isActive({ job, status, by, doubt, abandoned = false }: AskedEntry): boolean {
  if (doubt !== undefined) return !abandoned;
  if (job === undefined) return !abandoned && !isThisProcess(by) && !hasEnded(by);
  return ACTIVE_STATES.has(status?.state ?? 'unknown');
}

/**
 * True if the job can never start but stays in the queue. It counts as failed. Jobs that depend on it
 * are active.
 */
export function isStuck({ status }: AskedEntry): boolean {
  return status?.stuck === true;
}

/**
 * Returns a submission with what a status proves about its job. A status of another job proves that
 * the job of the submission is gone, if both are of the same system.
 */
export function judged(entry: LedgerEntry, status: JobStatus | undefined): AskedEntry {
  if (status === undefined) return entry;
  const doubt = doubtOf(entry, status);
  if (doubt === undefined) return { ...entry, status: provenStatus(entry, status) };
  return { ...entry, status: notIts(status), doubt };
}

/** Returns the status if it is about the job of the submission, else that the job is unknown. */
export function provenStatus(entry: LedgerEntry, status: JobStatus): JobStatus {
  return whoseJob(entry, status) === 'own' ? status : notIts(status);
}

function notIts({ id }: JobStatus): JobStatus {
  return { id, state: 'unknown' };
}

function doubtOf(entry: LedgerEntry, status: JobStatus): Doubt | undefined {
  const { identity, state, stuck } = status;
  const whose = whoseJob(entry, status);
  if (whose === 'elsewhere') return elsewhere(entry, identity!.system);
  // That an unproven job has ended says as little as that nobody knows the number.
  const isThere = ACTIVE_STATES.has(state) || stuck === true;
  return whose === 'unproven' && isThere ? { why: 'unproven' } : undefined;
}

/** Returns the doubt about a job of another system. */
export function elsewhere({ identity, system }: LedgerEntry, here: string): Doubt {
  return { why: 'elsewhere', there: (identity?.system ?? system)!, here };
}
