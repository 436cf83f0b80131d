/** The plug-ins of a project, and new tasks in it. */
export { listPlugins } from './list-plugins.ts';
export { LANGUAGES, newTask, type NewTaskOptions } from './new-task.ts';
