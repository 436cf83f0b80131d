import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { nameBeside } from './beside.ts';
import { ifThere } from './is-not-found.ts';
import { targetOf } from './target-of.ts';
import { syncFile, syncFolder } from './sync-to-disk.ts';
import { writeError } from './write-error.ts';

/**
 * Replaces `file` by what `write` writes, or makes it. Atomic: whoever opens `file` sees the old or
 * the new content, also after a crash of the process or of the machine at any instant.
 *
 * `write` is given the path of a file that does not exist yet, in the same folder, and resolves
 * when that is complete and closed. Its content is then forced to the disk and renamed. If anything
 * fails, `file` is as it was and the new file is removed.
 *
 * A symbolic link is followed: what it points to is replaced, the link stays. A file that was there
 * hands down its permissions.
 *
 * Throws `PSYRUN_STORE_WRITE`, `PSYRUN_FILE_NOT_FOUND` (the folder), and whatever `write` throws.
 * Nothing keeps two processes from replacing one file at the same time, the later wins: see
 * {@link withWriteLock}.
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

/** The permissions of a file; undefined if it is not there. Throws `PSYRUN_STORE_WRITE` if it is none. */
async function modeOf(target: string): Promise<number | undefined> {
  const found = await ifThere(stat(target));
  if (found === undefined || found.isFile()) return found?.mode;
  throw new PsyrunError('PSYRUN_STORE_WRITE', `${target} is a folder or a device, and no file.`, {
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
