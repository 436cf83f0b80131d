/** The tasks of a project. */
export { listTasks } from './list-tasks.ts';
export { openTasks, readTasks, type TaskErrorHandler } from './open-tasks.ts';
export { pluginsOf, type ProjectPlace } from './place.ts';
