import { resolve } from 'node:path';
import { reloadModule } from '../modules/reload-module.ts';
import type { PluginRegistry } from '../plugins/plugin-registry.ts';
import { isModule, type TaskFile } from './find-tasks.ts';
import { describeFiles, readDescribed, settingsOfFiles } from './read-described.ts';
import { readTask, type ReadTask } from './read-task.ts';

/** Options of reading task files. */
export interface ReadOptions {
  /** Base folder of relative paths. Default: the working directory of the process. */
  readonly cwd?: string;
  /**
   * Load the files and their imports again if this process has loaded them before, because they may have
   * changed. For programs that run longer than one command. Default: false.
   */
  readonly reload?: boolean;
}

/** Reads one of the files that a reader was made for. */
export type TaskReader = (file: string) => Promise<ReadTask>;

/**
 * Resolves to a function that reads task files. Files of other languages than JavaScript are read
 * together, now. The function throws `PSYRUN_TASK_LOAD` and `PSYRUN_TASK_INVALID`, and whatever concerns
 * the language of the file.
 */
export async function taskReader(
  files: readonly Pick<TaskFile, 'file'>[],
  plugins: PluginRegistry,
  { cwd = '', reload = false, settingsOnly = false }: ReadOptions & { settingsOnly?: boolean },
): Promise<TaskReader> {
  const base = resolve(cwd);
  const foreign = files.map(({ file }) => file).filter((file) => !isModule(file));
  const describe = settingsOnly ? settingsOfFiles : describeFiles;
  const described = await describe(foreign, plugins, base);
  return async (file) => {
    const description = described.get(file);
    return description === undefined
      ? await readTask(file, reload ? reloadModule : undefined)
      : await readDescribed(file, description, base);
  };
}
