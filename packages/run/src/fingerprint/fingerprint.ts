import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PsyrunError, type Task } from '@psyrun/core';
import { isNotFound } from '@psyrun/files';
import { hashSpace } from '@psyrun/pspace';
import { changedFiles, MISSING } from './changed-files.ts';
import { fileNames } from './file-names.ts';
import { programOf } from './program-of.ts';

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
  /**
   * The installed packages that the code imports: version and digest by name. Not known for runs of
   * early versions of psyrun.
   */
  readonly packages?: Readonly<Record<string, string>>;
  /** True if a changed package is a difference, see {@link differences}. */
  readonly packagesCount?: boolean;
}

/** The setting that names the keys to leave out of the result. */
const EXCLUDED = 'excludeFromResult';

/** Resolves to the present fingerprint of a task. Throws `PSYRUN_TASK_INVALID` for a bad `fileDep`. */
export async function fingerprintOf(task: Task): Promise<Fingerprint> {
  const digests = new Map(Object.entries(await task.code()));
  for (const file of task.fileDep) digests.set(file, await digest(file));
  const nameOf = fileNames(task);
  const files = [...digests].map(([file, hash]) => [nameOf(file), hash] as const);
  return {
    files: Object.fromEntries(files.sort()),
    space: hashSpace(task.pspace),
    settings: { [EXCLUDED]: [...task.excludeFromResult].sort(), ...programOf(task) },
    packages: (await task.packages?.()) ?? {},
    packagesCount: task.rerunForPackages ?? false,
  };
}

/**
 * Returns the differences of two fingerprints as sentences. Empty if they are equal. Changed packages
 * are differences only if the task says so; `allChanges` has them always.
 */
export function differences(before: Fingerprint, now: Fingerprint): string[] {
  const settings = Object.keys(now.settings)
    .map((key) => [key, ...[before, now].map(({ settings }) => JSON.stringify(settings[key]))])
    .filter(([, then, present]) => then !== present)
    .map(([key, then, present]) => `${key} has changed from ${then} to ${present}.`);
  const packages = now.packagesCount === true ? changedPackages(before, now) : [];
  return [
    ...changedFiles(before.files, now.files),
    ...settings,
    ...packages,
    ...spaceDifference(before, now),
  ];
}

/**
 * Returns the differences for which rows of both cannot be in one result. Another space only adds rows or
 * leaves some out. A key that is excluded now can be left out of rows that have it.
 */
export function mixingDifferences(before: Fingerprint, now: Fingerprint): string[] {
  const excluded = keysExcluded(before);
  const excludesMore = excluded.every((key) => keysExcluded(now).includes(key));
  const settings = excludesMore
    ? { ...before.settings, [EXCLUDED]: now.settings[EXCLUDED] }
    : before.settings;
  return differences({ ...before, settings, space: now.space }, now);
}

function keysExcluded({ settings }: Fingerprint): readonly unknown[] {
  const keys = settings[EXCLUDED];
  return Array.isArray(keys) ? keys : [];
}

/** Returns the differences of two fingerprints and the changed packages, also if these do not count. */
export function allChanges(before: Fingerprint, now: Fingerprint): string[] {
  return [...new Set([...differences(before, now), ...changedPackages(before, now)])];
}

/** Returns which installed packages have changed, as sentences. */
export function changedPackages(
  { packages: before = {} }: Fingerprint,
  { packages: now = {} }: Fingerprint,
): string[] {
  // A package that is only in one of them was added or removed by a change of the code.
  return Object.keys(now)
    .filter((name) => name in before && before[name] !== now[name])
    .map((name) => `The package ${name} has changed from ${before[name]!} to ${now[name]!}.`);
}

function spaceDifference(before: Fingerprint, now: Fingerprint): string[] {
  return before.space === now.space ? [] : ['The parameter space has changed.'];
}

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
