import { PsyrunError } from '@psyrun/core';
import { decodeDocument, type DocumentKind } from '@psyrun/files/documents';
import type { Board } from './board.ts';
import type { Timing } from './timing.ts';

/** Milliseconds to wait until a notice is visible: the first and the last time. */
const FIRST_WAIT = 10;
const LAST_WAIT = 100_000;

/** Reads notices that are known to exist. They never change, so each is read once. */
export class NoticeReader {
  readonly #board: Board;
  readonly #timing: Timing;
  readonly #known = new Map<string, unknown>();

  constructor(board: Board, timing: Timing) {
    this.#board = board;
    this.#timing = timing;
  }

  /**
   * Resolves to the content of a notice as soon as it is visible. Throws `PSYRUN_RUN_CORRUPT` if
   * that takes longer than on any normal file system, and if the notice is damaged.
   */
  async read<T extends object>(kind: DocumentKind<T>, name: string): Promise<T> {
    if (!this.#known.has(name)) {
      const content = Buffer.from(await this.#seen(name));
      this.#known.set(name, decodeDocument(kind, content, this.#board.place(name)));
    }
    return this.#known.get(name) as T;
  }

  async #seen(name: string): Promise<string> {
    for (let wait = FIRST_WAIT; wait < LAST_WAIT; wait *= 2) {
      const content = await this.#board.read(name);
      if (content !== undefined) return content;
      await this.#timing.sleep(wait);
      await this.#board.names(); // A network file system reads a folder again when it is listed.
    }
    throw new PsyrunError('PSYRUN_RUN_CORRUPT', `The notice ${name} of the queue cannot be read.`, {
      hint: 'The file system hides or loses files. Recorded rows are safe; psy run -c continues.',
      fields: { name },
    });
  }
}
