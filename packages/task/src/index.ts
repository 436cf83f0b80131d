/**
 * Task files: defineTask, configuration, loading, plugin discovery.
 *
 * @packageDocumentation
 */
export { defineTask } from './settings/define-task.ts';
export { findTaskFiles, type TaskFile } from './load/find-tasks.ts';
export { loadTask, type LoadedTask, type Waits } from './load/load-task.ts';
export { loadTasks, taskNames, type LoadTasksOptions } from './load/load-tasks.ts';
export { resultOf, type LaterSpace, type ResultRows } from './later/result-of.ts';
export { withSpace } from './load/with-space.ts';
export type { ReadOptions } from './load/task-reader.ts';
export { canImport } from './modules/module-loader.ts';
export { SETTINGS, type SettingRule } from './settings/settings-table.ts';
export type { TaskSettings } from './settings/settings.ts';
export { findPlugins } from './plugins/find-plugins.ts';
export { PLUGIN_KINDS, type Plugin, type PluginKind } from './plugins/plugin.ts';
export type { BrokenEntry } from './plugins/plugin-manifest.ts';
export { PluginRegistry, type BrokenPlugin, type OtherPackage } from './plugins/plugin-registry.ts';
export { otherSuffixHint } from './plugins/other-suffixes.ts';
