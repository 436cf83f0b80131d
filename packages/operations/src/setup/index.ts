/** Lists the plug-ins of a project and creates tasks. */
export { listPlugins } from './list-plugins.ts';
export { newTask, type NewTaskOptions } from './new-task.ts';
