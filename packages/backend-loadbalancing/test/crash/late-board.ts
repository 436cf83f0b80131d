import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FolderBoard } from '../../src/folder-board.ts';

/** A folder in which this process sees what others put up only after a while. */
export class LateBoard extends FolderBoard {
  readonly #own = new Set<string>();
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
    if (isUp) this.#own.add(name);
    return isUp;
  }

  override async read(name: string): Promise<string | undefined> {
    return (await this.#isSeen(name)) ? super.read(name) : undefined;
  }

  override async names(): Promise<readonly string[]> {
    const names = await super.names();
    const seen = await Promise.all(names.map((name) => this.#isSeen(name)));
    return names.filter((_, i) => seen[i]);
  }

  async #isSeen(name: string): Promise<boolean> {
    if (this.#own.has(name)) return true;
    try {
      const { birthtimeMs } = await stat(join(this.folder, name));
      if (this.#now() - birthtimeMs < this.#lag) return false;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
    this.#own.add(name);
    return true;
  }
}
