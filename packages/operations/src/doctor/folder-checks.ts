import { existsSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isSystemError, type Check } from '@psyrun/core';
import { fileSystemKind } from './file-system-kind.ts';
import { clockCheck, hardLinkCheck, renameCheck, syncCheck } from './file-checks.ts';

/** Bytes and files below which a folder is nearly full. */
const LITTLE_SPACE = 2 ** 30;
const FEW_FILES = 10_000;

/** Resolves to the checks of the folders in which work directories are or will be made. */
export async function folderChecks(
  workdirs: readonly string[],
  schedulers: ReadonlySet<string>,
): Promise<[string, readonly Check[]][]> {
  const folders = new Set(workdirs.map((workdir) => existing(dirname(resolve(workdir)))));
  const isElsewhere = [...schedulers].some((name) => name !== 'immediate');
  return Promise.all(
    [...folders].map(async (folder) => [folder, await checksOf(folder, isElsewhere)]),
  );
}

/** Returns the nearest folder above a path that is there, or the path itself. */
function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}

async function checksOf(folder: string, isElsewhere: boolean): Promise<Check[]> {
  let inside: string;
  try {
    inside = await mkdtemp(join(folder, '.psyrun-doctor-'));
  } catch (error) {
    return [cannotWrite(error)];
  }
  try {
    return [
      ...(await spaceChecks(folder, isElsewhere)),
      await hardLinkCheck(inside),
      await renameCheck(inside),
      await syncCheck(inside),
      await clockCheck(inside),
    ];
  } finally {
    await rm(inside, { recursive: true, force: true });
  }
}

function cannotWrite(error: unknown): Check {
  if (!isSystemError(error)) throw error;
  const advice = 'Set workdir in the task files to a folder that you may write to.';
  return { about: 'writing', outcome: 'failed', found: `${error.message}.`, advice };
}

async function spaceChecks(folder: string, isElsewhere: boolean): Promise<Check[]> {
  const { type, bsize, bavail, files, ffree } = await statfs(folder);
  const bytes = bsize * bavail;
  const space = `${(bytes / 2 ** 30).toFixed(1)} GB are free.`;
  const more = 'Remove what you no longer need, or set workdir in the task files to another place.';
  return [
    kindCheck(type, isElsewhere),
    bytes > LITTLE_SPACE
      ? { about: 'space', outcome: 'ok', found: space }
      : { about: 'space', outcome: 'warning', found: space, advice: more },
    // Some file systems have no limit of files, and tell 0 of 0.
    files === 0 || ffree > FEW_FILES
      ? { about: 'files', outcome: 'ok', found: files === 0 ? 'No limit.' : `${ffree} more fit.` }
      : { about: 'files', outcome: 'warning', found: `Only ${ffree} more fit.`, advice: more },
  ];
}

function kindCheck(type: number, isElsewhere: boolean): Check {
  const { name, reach } = fileSystemKind(type);
  const about = 'file system';
  if (reach === 'local' && isElsewhere) {
    return {
      about,
      outcome: 'warning',
      found: `It is ${name}, a file system of this machine.`,
      advice: 'If jobs run on other machines, set workdir to a folder that all of them have.',
    };
  }
  const words = { shared: 'of a file server', local: 'of this machine', unknown: 'of some kind' };
  return { about, outcome: 'ok', found: `It is ${name}, a file system ${words[reach]}.` };
}
