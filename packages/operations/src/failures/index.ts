/** Why rows and jobs of tasks failed. */
export type { JobError } from './job-errors.ts';
export { taskFailures } from './task-failures.ts';
export type { UnwrittenResult } from './unwritten-result.ts';
