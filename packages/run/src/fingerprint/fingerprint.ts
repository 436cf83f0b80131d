import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { PsyrunError, type Task } from '@psyrun/core';
import { isNotFound } from '@psyrun/files';
import { hashSpace } from '@psyrun/pspace';

/**
 * Identifies the inputs of a result by their content. Times of files do not matter.
 *
 * `files` has digests of the task file, of its local modules and of `fileDep`, by their paths relative
 * to the task file. The digest of code ignores comments and formatting. A missing file of `fileDep` has
 * the digest `missing`.
 */
export interface Fingerprint {
  readonly files: Readonly<Record<string, string>>;
  /** Hash of the parameter space. */
  readonly space: string;
  /** The settings that the content of the result depends on. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Resolves to the present fingerprint of a task. Throws `PSYRUN_TASK_INVALID` for a bad `fileDep`. */
export async function fingerprintOf(task: Task): Promise<Fingerprint> {
  const digests = new Map(Object.entries(await task.code()));
  for (const file of task.fileDep) digests.set(file, await digest(file));
  const folder = dirname(task.file);
  const files = [...digests].map(([file, hash]) => [relative(folder, file), hash] as const);
  return {
    files: Object.fromEntries(files.sort()),
    space: hashSpace(task.pspace),
    settings: { excludeFromResult: [...task.excludeFromResult].sort() },
  };
}

/** Returns the differences of two fingerprints as sentences. Empty if they are equal. */
export function differences(before: Fingerprint, now: Fingerprint): string[] {
  const files = [...new Set([...Object.keys(before.files), ...Object.keys(now.files)])].flatMap(
    (file) => fileDifference(file, before.files[file], now.files[file]),
  );
  const settings = Object.keys(now.settings)
    .map((key) => [key, ...[before, now].map(({ settings }) => JSON.stringify(settings[key]))])
    .filter(([, then, present]) => then !== present)
    .map(([key, then, present]) => `${key} has changed from ${then} to ${present}.`);
  return [...files, ...settings, ...spaceDifference(before, now)];
}

function fileDifference(file: string, before?: string, now?: string): string[] {
  if (before === now) return [];
  if (before === undefined) return [`${file} is new.`];
  if (now === undefined) return [`${file} does not belong to the task any more.`];
  return [now === MISSING ? `${file} is gone.` : `${file} has changed.`];
}

function spaceDifference(before: Fingerprint, now: Fingerprint): string[] {
  return before.space === now.space ? [] : ['The parameter space has changed.'];
}

const MISSING = 'missing';

async function digest(file: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch (error) {
    if (isNotFound(error)) return MISSING;
    throw new PsyrunError(
      'PSYRUN_TASK_INVALID',
      `${file}, which fileDep names, cannot be read: ${(error as Error).message}.`,
      { hint: 'Use files that can be read, not folders.', fields: { file }, cause: error },
    );
  }
}
