/** The state of tasks. */
export { answerOf, type Answer } from './answer-of.ts';
export { failedJobs, type FailedJob } from './failed-jobs.ts';
export { noRowsWarning } from '../run/no-rows.ts';
export { missingRows, queuedRows } from './rows-to-do.ts';
export { taskStatus, type StatusOptions } from './task-status.ts';
export { unfinishedJobs, type UnfinishedJob } from './unfinished-jobs.ts';
