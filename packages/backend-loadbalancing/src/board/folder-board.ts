import { randomUUID } from 'node:crypto';
import { link, readdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { isNotFound, openPlainFile, readPlainFile } from '@psyrun/files';
import type { Board } from './board.ts';

/**
 * A notice board in a folder, with one file for each notice.
 *
 * A notice is written under a hidden name and then gets its own name by a hard link. A hard link is
 * atomic and fails if the name exists, also on NFS and Lustre, so a notice is never visible
 * half-written. The mark is the time of the last change. It is only compared with itself, so clocks
 * may differ.
 */
export class FolderBoard implements Board {
  readonly folder: string;
  #lastMark = 0;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Throws `PSYRUN_RUN_SUPERSEDED` if the folder is gone. */
  async post(name: string, content: string): Promise<boolean> {
    const own = this.place(`.${randomUUID()}`);
    await writeFile(own, content).catch(this.#superseded);
    try {
      await link(own, this.place(name));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return this.#superseded(error);
      // The answer to a successful link may be lost and the link be repeated: see open(2).
      return (await stat(own)).nlink === 2;
    } finally {
      await unlink(own);
    }
  }

  async read(name: string): Promise<string | undefined> {
    const bytes = await readPlainFile(this.place(name));
    return bytes && Buffer.from(bytes).toString('utf8');
  }

  place(name: string): string {
    return join(this.folder, name);
  }

  /** Throws `PSYRUN_RUN_SUPERSEDED` if the folder is gone. */
  async names(): Promise<readonly string[]> {
    const names = await readdir(this.folder).catch(this.#superseded);
    return names.filter((name) => !name.startsWith('.'));
  }

  async touch(name: string): Promise<void> {
    // If a clock is set back, the mark must still be new.
    this.#lastMark = Math.max(Math.floor(Date.now() / 1000), this.#lastMark + 1);
    await utimes(this.place(name), this.#lastMark, this.#lastMark).catch(this.#superseded);
  }

  /**
   * Network file systems look up a file again when it is opened. `stat` alone does not cause this.
   */
  async mark(name: string): Promise<number | undefined> {
    const file = await openPlainFile(this.place(name));
    if (file === undefined) return undefined;
    try {
      return (await file.stat()).mtimeMs;
    } finally {
      await file.close();
    }
  }

  readonly #superseded = (error: unknown): never => {
    if (!isNotFound(error)) throw error;
    throw new PsyrunError('PSYRUN_RUN_SUPERSEDED', `The queue ${this.folder} is not there.`, {
      hint: 'The task has been run anew since this job was submitted; its rows are done there.',
      fields: { folder: this.folder },
      cause: error,
    });
  };
}
