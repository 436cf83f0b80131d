/** Tasks that are watched while they run. */
export { watchTasks, type WatchOptions } from './watch-tasks.ts';
