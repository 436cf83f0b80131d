/**
 * Task files: defineTask, configuration, loading, plugin discovery.
 *
 * @packageDocumentation
 */
export { defineTask } from './define-task.ts';
export { findTaskFiles, type TaskFile } from './find-tasks.ts';
export { loadTask, type LoadedTask } from './load-task.ts';
export { loadTasks, taskNames, type LoadTasksOptions } from './load-tasks.ts';

export { canImport } from './module-loader.ts';
export { SETTINGS, type SettingRule } from './settings-table.ts';
export type { ExecuteResult, TaskSettings } from './settings.ts';
export { findPlugins } from './find-plugins.ts';
export { PLUGIN_KINDS, type Plugin, type PluginKind } from './plugin-manifest.ts';
export { PluginRegistry, type BrokenPlugin } from './plugin-registry.ts';
