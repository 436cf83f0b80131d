/** The rows of a run, and rows that are evaluated on this machine. */
export { FACTS, type RowFacts } from './row-facts.ts';
export type { RowFilter } from './row-filter.ts';
export { reproRow, type KnownRow, type ReproOptions } from './repro-row.ts';
export { shownValues, taskRows, type FoundRows, type RowsOptions } from './task-rows.ts';
export { rowsWriter } from './write-rows.ts';
export { testTask, type TestOptions } from './test-task.ts';
