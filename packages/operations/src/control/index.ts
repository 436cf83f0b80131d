/** Jobs and files of tasks: ended, removed, and their logs. */
export { cleanTask, generatedBy, type CleanOptions } from './clean-task.ts';
export type { JobLog } from './job-logs.ts';
export { killTask, type KillOptions } from './kill-task.ts';
export { logLines, readLog, taskLogs } from './task-logs.ts';
