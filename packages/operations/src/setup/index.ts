/** What a project can use, and new tasks in it. */
export { listPlugins } from './list-plugins.ts';
export { newTask, type NewTaskOptions } from './new-task.ts';
