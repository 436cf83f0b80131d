/**
 * Task files: defineTask, configuration, loading, plugin discovery.
 *
 * @packageDocumentation
 */
export { defineTask } from './settings/define-task.ts';
export { findTaskFiles, type TaskFile } from './load/find-tasks.ts';
export { loadTask, type LoadedTask, type LoadTaskOptions } from './load/load-task.ts';
export { loadTasks, taskNames, type LoadTasksOptions } from './load/load-tasks.ts';
export { canImport } from './modules/module-loader.ts';
export { SETTINGS, type SettingRule } from './settings/settings-table.ts';
export type { ExecuteResult, TaskSettings } from './settings/settings.ts';
export { findPlugins } from './plugins/find-plugins.ts';
export { otherSuffixHint } from './plugins/other-suffixes.ts';
export { PLUGIN_KINDS, type Plugin, type PluginKind } from './plugins/plugin-manifest.ts';
export { PluginRegistry, type BrokenPlugin } from './plugins/plugin-registry.ts';
