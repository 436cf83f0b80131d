import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { nameBeside } from './beside.ts';
import { ifThere } from './is-not-found.ts';
import { targetOf } from './target-of.ts';
import { syncFile, syncFolder } from './sync-to-disk.ts';
import { writeError } from './write-error.ts';

/**
 * Creates or replaces `file` atomically: a reader sees the old or the new content, also after a crash
 * of the process or of the machine.
 *
 * `write` gets the path of a file that does not exist yet, in the same folder. It resolves when that
 * file is complete and closed. The new file is then synced to disk and renamed. If anything fails,
 * `file` is unchanged and the new file is removed.
 *
 * A symbolic link is followed: its target is replaced and the link stays. The new file gets the
 * permissions of the old one.
 *
 * Throws `PSYRUN_STORE_WRITE`, `PSYRUN_FILE_NOT_FOUND` if the folder does not exist, and any error
 * that `write` throws. Two processes can replace the same file at the same time; the last one wins.
 * Use {@link withWriteLock} to prevent that.
 *
 * @example
 * ```ts
 * import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const file = join(mkdtempSync(join(tmpdir(), 'psyrun-')), 'notes.txt');
 * await replaceFile(file, async (path) => writeFileSync(path, 'all or nothing'));
 * readFileSync(file, 'utf8'); // => 'all or nothing'
 * ```
 */
export async function replaceFile(
  file: string,
  write: (path: string) => Promise<void>,
): Promise<void> {
  let beside: string | undefined;
  try {
    const target = await targetOf(file);
    const mode = await modeOf(target);
    beside = nameBeside(target);
    await write(beside);
    await sync(beside, mode);
    await rename(beside, target);
    beside = undefined;
    await syncFolder(dirname(target));
  } catch (error) {
    if (beside !== undefined) await rm(beside, { force: true });
    throw writeError(error, file);
  }
}

/** Returns the permissions of a file, if it exists. Throws `PSYRUN_STORE_WRITE` for a folder or device. */
async function modeOf(target: string): Promise<number | undefined> {
  const found = await ifThere(stat(target));
  if (found === undefined || found.isFile()) return found?.mode;
  throw new PsyrunError('PSYRUN_STORE_WRITE', `${target} is a folder or a device, not a file.`, {
    hint: 'Name a file.',
    fields: { file: target },
  });
}

async function sync(path: string, mode: number | undefined): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    if (mode !== undefined) await handle.chmod(mode);
    await syncFile(handle.fd);
  } finally {
    await handle.close();
  }
}
