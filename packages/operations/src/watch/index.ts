/** Tasks that are watched while they run. */
export { PageWriter, type WritePage } from './page-writer.ts';
export { watchTasks, type WatchOptions } from './watch-tasks.ts';
