import type { FsckFile } from '../schemas/fsck.ts';

/** A file of a work directory as it was found. */
export interface Finding {
  /** Absolute path. */
  readonly path: string;
  readonly state: FsckFile['state'];
  readonly problem?: string;
  /**
   * The repair. `set-aside` moves the file to `damaged/`, `salvage` also writes its readable records to
   * the same place, and `remove` removes it. Default: there is nothing to repair.
   */
  readonly remedy?: 'set-aside' | 'salvage' | 'remove';
}

/** Returns the finding for a file that is as it should be. */
export function sound(path: string): Finding {
  return { path, state: 'sound' };
}

/** Returns the finding for a file that cannot be used. The repair moves it away. */
export function unusable(path: string, problem: string, state: 'damaged' | 'foreign'): Finding {
  return { path, state, problem, remedy: 'set-aside' };
}

/** Returns the message of an error for a finding. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
