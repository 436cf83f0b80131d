/** The tasks and plug-ins of a project. */
export { listPlugins } from './list-plugins.ts';
export { listTasks } from './list-tasks.ts';
export { newTask, type NewTaskOptions } from './new-task.ts';
export { openTasks, readTasks } from './open-tasks.ts';
export { pluginsOf, type ProjectPlace } from './place.ts';
