/**
 * A notice board. Workers that share only a folder use it to communicate.
 *
 * Notices never change and are never removed. If two workers post the same name, one of them learns
 * that it came too late. Reading may be late: an existing notice may be missing from `names` and
 * unreadable for a while. The file system has to guarantee nothing else.
 */
export interface Board {
  /** Posts a notice, unless its name exists. Resolves to true if it did. */
  post(name: string, content: string): Promise<boolean>;
  /**
   * Resolves to the content of a notice, or to undefined if it does not exist or is not visible
   * yet.
   */
  read(name: string): Promise<string | undefined>;
  /** Returns the position of a notice, for messages. */
  place(name: string): string;
  /** Resolves to the names of the visible notices. */
  names(): Promise<readonly string[]>;
  /** Changes the mark of a notice of this process. */
  touch(name: string): Promise<void>;
  /**
   * Resolves to the mark of a notice, which every `touch` changes, or to undefined if it is not
   * visible.
   */
  mark(name: string): Promise<number | undefined>;
}
