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

/** A task file in another language, or why it cannot be used. */
type Description = DescribedTask | PsyrunError;

/**
 * Describes task files of other languages. Each language is asked once for all its files. What concerns
 * a whole language becomes the error of each of its files: one error with one message.
 *
 * @param cwd Absolute path of the folder that `files` are relative to.
 */
export async function describeFiles(
  files: readonly string[],
  plugins: PluginRegistry,
  cwd: string,
): Promise<ReadonlyMap<string, Description>> {
  const described = new Map<string, Description>();
  for (const [suffix, own] of bySuffix(files)) {
    try {
      const language = await plugins.language(suffix);
      for (const [file, description] of await askLanguage(language, own, cwd)) {
        described.set(file, description);
      }
    } catch (error) {
      if (!isPsyrunError(error)) throw error;
      const shared = errorOfAll(own, error);
      for (const file of own) described.set(file, shared);
    }
  }
  return described;
}

async function askLanguage(language: TaskLanguage, files: readonly string[], cwd: string) {
  const answers = await language.describe(files, { taskdir: dirname(files[0]!), cwd });
  return files.map((file) => [file, answers.get(file) ?? unanswered(file)] as const);
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
  return { name: nameOf(path, settings), file: path, settings, described: description };
}

function withoutCode(defaults: TaskSettings): TaskSettings {
  const kept = Object.entries(defaults).filter(
    ([key]) => !OF_JAVASCRIPT.some((own) => own === key),
  );
  return Object.fromEntries(kept);
}
