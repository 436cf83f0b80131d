import { statSync } from 'node:fs';
import { join } from 'node:path';
import { FolderBoard } from '../../src/board/folder-board.ts';

/** A board in which this process sees the notices of others only after a while. */
export class LateBoard extends FolderBoard {
  readonly #seen = new Set<string>();
  readonly #lag: number;
  readonly #now: () => number;

  /** `now` is the clock of the file system, in milliseconds since 1970. */
  constructor(folder: string, lag: number, now: () => number) {
    super(folder);
    this.#lag = lag;
    this.#now = now;
  }

  override async post(name: string, content: string): Promise<boolean> {
    const isUp = await super.post(name, content);
    if (isUp) this.#seen.add(name);
    return isUp;
  }

  override async read(name: string): Promise<string | undefined> {
    return this.#isSeen(name) ? super.read(name) : undefined;
  }

  override async names(): Promise<readonly string[]> {
    const names = await super.names();
    return names.filter((name) => this.#isSeen(name));
  }

  #isSeen(name: string): boolean {
    if (this.#seen.has(name)) return true;
    const file = statSync(join(this.folder, name), { throwIfNoEntry: false });
    if (file === undefined || this.#now() - file.birthtimeMs < this.#lag) return false;
    this.#seen.add(name);
    return true;
  }
}
