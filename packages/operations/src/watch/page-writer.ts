import type { WatchResult } from '../schemas/status.ts';

/** Milliseconds between two pages of a task, at least. */
const SHORTEST = 10_000;
/** The time between two pages, in times that the last one took. */
const REST = 9;

/** Writes the page of a task as it is now. */
export type WritePage = () => Promise<void>;

/** How a task was when its page was written, and when the next one may be. */
interface Written {
  readonly write: WritePage;
  state: string;
  free: number;
}

/**
 * Rewrites the pages of tasks that are watched, beside the watching: a page of many rows takes longer than a
 * look. A page is written at once, then when rows have ended, and at the end.
 */
export class PageWriter {
  readonly #pages: readonly Written[];
  readonly #onError: () => void;
  #last: readonly WatchResult[] = [];
  #writing: Promise<void> | undefined;
  #error: { readonly thrown: unknown } | undefined;

  /**
   * `pages` write the page of each task that is watched, in their order. `onError` is called when one cannot;
   * {@link PageWriter.close} throws why.
   */
  constructor(pages: readonly WritePage[], onError: () => void) {
    this.#pages = pages.map((write) => ({ write, state: '', free: 0 }));
    this.#onError = onError;
  }

  /** Takes how the tasks are now. */
  look(looks: readonly WatchResult[]): void {
    this.#last = looks;
    if (this.#error !== undefined || this.#writing !== undefined) return;
    this.#writing = this.#write(performance.now()).finally(() => (this.#writing = undefined));
  }

  /** Writes the last state of all tasks. Throws what writing a page has thrown. */
  async close(): Promise<void> {
    await this.#writing;
    if (this.#error === undefined) await this.#write(Infinity);
    if (this.#error !== undefined) throw this.#error.thrown;
  }

  /** Writes the pages whose tasks have changed, and which may be written at the time `now`. */
  async #write(now: number): Promise<void> {
    try {
      for (const [i, written] of this.#pages.entries()) {
        const state = stateOf(this.#last[i]);
        if (state === written.state || written.free > now) continue;
        const start = performance.now();
        await written.write();
        const end = performance.now();
        written.state = state;
        written.free = end + Math.max(SHORTEST, REST * (end - start));
      }
    } catch (thrown) {
      this.#error = { thrown };
      this.#onError();
    }
  }
}

function stateOf(look: WatchResult | undefined): string {
  return look === undefined ? '' : JSON.stringify([look.done, look.failed, look.working]);
}
