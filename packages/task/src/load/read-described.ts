import { basename, dirname, extname, resolve } from 'node:path';
import {
  isPsyrunError,
  PsyrunError,
  withoutHint,
  type DescribedTask,
  type TaskLanguage,
} from '@psyrun/core';
import type { PluginRegistry } from '../plugins/plugin-registry.ts';
import { loadDefaults } from '../settings/load-settings.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { TaskSettings } from '../settings/settings.ts';
import { nameOf, type ReadTask } from './read-task.ts';

/** Settings of `psy-conf.ts` that only task files in JavaScript can have. */
const OF_JAVASCRIPT = ['pspace', 'execute', 'setup', 'evaluator', 'name'] as const;

/** Settings of a task file in another language and perhaps the rest, or why it cannot be used. */
type Description = Pick<DescribedTask, 'settings'> | DescribedTask | PsyrunError;

/** Asks a language about its files. */
type Ask = (
  language: TaskLanguage,
  ...args: Parameters<TaskLanguage['describe']>
) => Promise<ReadonlyMap<string, Description>>;

/**
 * Describes task files of other languages. Each language is asked once for all its files. What concerns
 * a whole language becomes the error of each of its files: one error with one message.
 *
 * @param cwd Absolute path of the folder that `files` are relative to.
 */
export function describeFiles(
  files: readonly string[],
  plugins: PluginRegistry,
  cwd: string,
): Promise<ReadonlyMap<string, Description>> {
  return askAll(files, plugins, cwd, (language, ...args) => language.describe(...args));
}

/** Reads the settings of task files of other languages, as {@link describeFiles} describes them. */
export function settingsOfFiles(
  files: readonly string[],
  plugins: PluginRegistry,
  cwd: string,
): Promise<ReadonlyMap<string, Description>> {
  return askAll(files, plugins, cwd, async (language, ...args) => {
    if (language.settings === undefined) return language.describe(...args);
    const answers = await language.settings(...args);
    return new Map(
      [...answers].map(([file, answer]) => [
        file,
        isPsyrunError(answer) ? answer : { settings: answer },
      ]),
    );
  });
}

async function askAll(
  files: readonly string[],
  plugins: PluginRegistry,
  cwd: string,
  ask: Ask,
): Promise<ReadonlyMap<string, Description>> {
  const described = new Map<string, Description>();
  for (const [suffix, own] of bySuffix(files)) {
    try {
      const language = await plugins.language(suffix);
      const answers = await ask(language, own, { taskdir: dirname(own[0]!), cwd });
      for (const file of own) described.set(file, answers.get(file) ?? unanswered(file));
    } catch (error) {
      if (!isPsyrunError(error)) throw error;
      const shared = errorOfAll(own, error);
      for (const file of own) described.set(file, shared);
    }
  }
  return described;
}

function bySuffix(files: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const suffix = extname(file).toLowerCase();
    groups.set(suffix, [...(groups.get(suffix) ?? []), file]);
  }
  return groups;
}

/** Returns the error of all files of a language, which names them. */
function errorOfAll(files: readonly string[], error: PsyrunError): PsyrunError {
  const named = files.map((file) => basename(file)).join(', ');
  const message = `${named} cannot be used: ${withoutHint(error)}`;
  const { hint, fields, code, cause } = error;
  return new PsyrunError(code, message, {
    fields: { ...fields, files },
    ...(hint !== undefined && { hint }),
    ...(cause !== undefined && { cause }),
  });
}

function unanswered(file: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_PLUGIN_INVALID',
    `The plug-in of ${extname(file)} does not describe ${file}.`,
    {
      hint: 'Report this to its authors.',
      fields: { file },
    },
  );
}

/**
 * Returns a task in another language as a task file in JavaScript is read, with the defaults of
 * `psy-conf.ts`. Throws its error, and `PSYRUN_TASK_INVALID` for settings that are not valid.
 */
export async function readDescribed(
  file: string,
  description: Description,
  cwd: string,
): Promise<ReadTask> {
  if (isPsyrunError(description)) throw description;
  const path = resolve(cwd, file);
  const settings = {
    ...withoutCode(await loadDefaults(dirname(path))),
    ...readSettings(file, { default: description.settings }),
  };
  const described = 'pspace' in description && { described: description };
  return { name: nameOf(path, settings), file: path, settings, ...described };
}

function withoutCode(defaults: TaskSettings): TaskSettings {
  const kept = Object.entries(defaults).filter(
    ([key]) => !OF_JAVASCRIPT.some((own) => own === key),
  );
  return Object.fromEntries(kept);
}
