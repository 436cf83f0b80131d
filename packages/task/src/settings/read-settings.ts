import { nearest, PsyrunError } from '@psyrun/core';
import { SETTINGS } from './settings-table.ts';
import type { TaskSettings } from './settings.ts';

/**
 * Returns the settings of a loaded module: its default export if that is an object, as `defineTask`
 * returns it, else its named exports. Throws `PSYRUN_TASK_INVALID`.
 *
 * A named export that is not a setting is ignored, unless its name differs from a setting only in case
 * and underscores (`min_items`). In `defineTask`, every unknown name is refused.
 */
export function readSettings(
  file: string,
  module: Readonly<Record<string, unknown>>,
): TaskSettings {
  const defined = module['default'];
  if (typeof defined === 'object' && defined !== null) {
    const entries = Object.entries(defined);
    for (const [key] of entries) if (!isSetting(key)) throw unknownSetting(file, key);
    return checked(file, entries);
  }
  const named = Object.entries(module).filter(([key]) => key !== 'default');
  for (const [key] of named) if (isMisspelt(key)) throw unknownSetting(file, key);
  return checked(
    file,
    named.filter(([key]) => isSetting(key)),
  );
}

function checked(file: string, entries: readonly [string, unknown][]): TaskSettings {
  const given = entries.filter(([, value]) => value !== undefined);
  for (const [key, value] of given) {
    checkSetting(file, key as keyof TaskSettings, value, `Correct ${key} in the file.`);
  }
  return Object.fromEntries(given);
}

/** Throws `PSYRUN_TASK_INVALID` if the value of a setting is invalid. */
export function checkSetting(
  file: string,
  key: keyof TaskSettings,
  value: unknown,
  hint: string,
): void {
  const { accepts, expected } = SETTINGS[key];
  if (accepts(value)) return;
  const message = `${file}: ${key} is ${describe(value)}, expected ${expected}.`;
  const fields = { file, key, value, expected };
  throw new PsyrunError('PSYRUN_TASK_INVALID', message, { hint, fields });
}

/** True for the name of a setting. Members of every object, such as `constructor`, are not settings. */
function isSetting(key: string): boolean {
  return Object.hasOwn(SETTINGS, key);
}

function isMisspelt(key: string): boolean {
  const plain = key.toLowerCase().replaceAll('_', '');
  return !isSetting(key) && Object.keys(SETTINGS).some((known) => known.toLowerCase() === plain);
}

function unknownSetting(file: string, key: string): PsyrunError {
  const near = nearest(key, Object.keys(SETTINGS));
  return new PsyrunError('PSYRUN_TASK_INVALID', `${file}: there is no setting ${key}.`, {
    hint:
      near === undefined
        ? `The settings are ${Object.keys(SETTINGS).join(', ')}.`
        : `Did you mean ${near}?`,
    fields: { file, key },
  });
}

/** Returns a short description of a value, for a message. */
function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    return `an object of class ${(value.constructor as { name?: string } | undefined)?.name ?? 'null'}`;
  }
  return String(value);
}
