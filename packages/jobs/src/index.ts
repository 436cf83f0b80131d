/**
 * Job trees as data, and the ledger of what was submitted.
 *
 * @packageDocumentation
 */
export { activeJobs, stuckJobs } from './ledger/active-jobs.ts';
export { askAbout } from './ledger/ask-about.ts';
export { isActive, isStuck, type AskedEntry, type Doubt } from './ledger/asked-entry.ts';
export { doubtsAbout } from './ledger/doubts-about.ts';
export { byScheduler, type TaskSchedulers } from './submit/by-scheduler.ts';
export { fullNames } from './submit/full-names.ts';
export { jobIds, jobStatuses } from './ledger/job-statuses.ts';
export { readJobFile, writeJobFile, type JobFile } from './submit/job-file.ts';
export { Ledger } from './ledger/ledger.ts';
export type { LedgerEntry } from './ledger/ledger-entry.ts';
export { logHeader } from './worker/log-header.ts';
export { logTail } from './worker/log-tail.ts';
export { plannedJobs, type PlannedJob } from './submit/planned-jobs.ts';
export { preview } from './submit/preview.ts';
export { runWork, type Work, type WorkContext } from './worker/run-work.ts';
export { submit, type SubmitOptions } from './submit/submit.ts';
export type { TreeOptions } from './submit/submitter.ts';
export { unprovenJobs } from './ledger/unproven-jobs.ts';
export { upToDate } from './submit/up-to-date.ts';
