/**
 * A notice board: what workers that share nothing but a folder know of each other.
 *
 * Notices are never changed and never taken down, and of two that put up the same name one is told
 * that it came too late. Reading may lag: a notice that is up may be missing from `names` and
 * unreadable for a while. Nothing else is asked of the file system.
 */
export interface Board {
  /** Puts up a notice, unless one of this name is up already; whether it did. */
  post(name: string, content: string): Promise<boolean>;
  /** The content of a notice; undefined if it is not up, or cannot be seen yet. */
  read(name: string): Promise<string | undefined>;
  /** Where a notice is, for a message. */
  place(name: string): string;
  /** The names of the notices that can be seen. */
  names(): Promise<readonly string[]>;
  /** Changes the mark of a notice that this process has put up. */
  touch(name: string): Promise<void>;
  /** The mark of a notice: another value after every `touch`, and undefined if it is not seen. */
  mark(name: string): Promise<number | undefined>;
}
