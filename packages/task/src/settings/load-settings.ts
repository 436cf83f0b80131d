import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorDetails, errorText, isPsyrunError, PsyrunError } from '@psyrun/core';
import { loadModule } from '../modules/module-loader.ts';
import { readSettings } from './read-settings.ts';
import type { TaskSettings } from './settings.ts';

/** The suffixes of task files. */
export const MODULE_SUFFIX = /\.[cm]?[jt]s$/;

/**
 * Resolves to the settings of a task file, with the defaults of the `psy-conf` in the same folder.
 *
 * Throws `PSYRUN_TASK_LOAD` if one of the files cannot be loaded, and `PSYRUN_TASK_INVALID`.
 */
export async function loadSettings(file: string, load = loadModule): Promise<TaskSettings> {
  return { ...(await loadDefaults(dirname(file), load)), ...(await settingsOf(file, load)) };
}

/**
 * Resolves to the settings of the `psy-conf` of a task directory. Throws as {@link loadSettings} does.
 */
export async function loadDefaults(taskdir: string, load = loadModule): Promise<TaskSettings> {
  const conf = await confFile(taskdir);
  return conf === undefined ? {} : await settingsOf(conf, load);
}

/** Finds the `psy-conf` of a task directory. Throws `PSYRUN_TASK_INVALID` if there are several. */
export async function confFile(taskdir: string): Promise<string | undefined> {
  const names = await readdir(taskdir);
  const [name, other] = names.filter((entry) => /^psy-conf\.[cm]?[jt]s$/.test(entry)).sort();
  if (other !== undefined) throw severalConfs(taskdir, [name!, other]);
  return name === undefined ? undefined : join(taskdir, name);
}

function severalConfs(taskdir: string, names: readonly string[]): PsyrunError {
  const message = `${taskdir} has both ${names.join(' and ')}.`;
  const hint = 'Keep one of them: it gives the defaults for all tasks of the folder.';
  return new PsyrunError('PSYRUN_TASK_INVALID', message, { hint, fields: { taskdir, names } });
}

async function settingsOf(file: string, load: typeof loadModule): Promise<TaskSettings> {
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await load(file);
  } catch (cause) {
    if (isPsyrunError(cause, 'PSYRUN_TASK_STALE')) throw cause;
    const missing = missingPackage(cause);
    const message = `${file} could not be loaded: ${reason(cause)}`;
    if (missing === undefined) {
      throw new PsyrunError('PSYRUN_TASK_LOAD', message, { fields: { file }, cause });
    }
    throw new PsyrunError('PSYRUN_TASK_LOAD', `${message}.`, {
      hint: `Install it: npm install ${missing}`,
      fields: { file },
      cause,
    });
  }
  return readSettings(file, module);
}

/**
 * Returns the error and its causes on one line, without the list of the modules that required a missing
 * one.
 */
function reason(cause: unknown): string {
  const { stack: _, ...details } = errorDetails(cause);
  const text = errorText(details, { stacks: false });
  return text.replace(/\nRequire stack:[^]*/, '').replace(/\s*\n\s*/g, ' ');
}

/** Returns the package that an import did not find, or undefined for another error. */
function missingPackage(cause: unknown): string | undefined {
  const message = (cause as Error | null)?.message ?? '';
  const specifier = /^Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  return /^(?:@[\w.-]+\/)?[\w-][\w.-]*(?=\/|$)/.exec(specifier ?? '')?.[0];
}
