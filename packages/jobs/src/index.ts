/**
 * Job trees as data, and the ledger of what was submitted.
 *
 * @packageDocumentation
 */
export { activeJobs, stuckJobs, type AskedEntry } from './active-jobs.ts';
export { bySubmitter, type Submitters } from './by-submitter.ts';
export { fullNames } from './full-names.ts';
export { jobIds, jobStatuses } from './job-statuses.ts';
export { readJobFile, writeJobFile, type JobFile } from './job-file.ts';
export { Ledger, type LedgerEntry } from './ledger.ts';
export { logHeader } from './log-header.ts';
export { logTail } from './log-tail.ts';
export { plannedJobs, type PlannedJob } from './planned-jobs.ts';
export { preview } from './preview.ts';
export { runWork, type Work, type WorkContext } from './run-work.ts';
export { submit, type SubmitOptions } from './submit.ts';
export type { TreeOptions } from './submitter.ts';
export { upToDate } from './up-to-date.ts';
