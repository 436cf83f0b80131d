/** Rows that are evaluated on this machine. */
export { reproRow, type KnownRow, type ReproOptions } from './repro-row.ts';
export { testTask, type TestOptions } from './test-task.ts';
