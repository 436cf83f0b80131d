/** The errors of rows and jobs of tasks. */
export type { JobError } from './job-errors.ts';
export { taskFailures } from './task-failures.ts';
export type { UnwrittenResult } from './unwritten-result.ts';
