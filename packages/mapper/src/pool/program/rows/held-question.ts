import { BrokenProtocol } from '../broken-protocol.ts';
import { countOf } from '../program-messages.ts';
import type { HeldRows } from './held-rows.ts';

/** Asks a silent program which rows it has, and compares its answer. Asks once at a time. */
export class HeldQuestion {
  readonly #held: HeldRows;
  /** The number of the last row that the program had got when it was asked. */
  #asked: number | undefined;

  constructor(held: HeldRows) {
    this.#held = held;
  }

  /** Returns true if the program is to be asked, because no answer is awaited. */
  begins(): boolean {
    if (this.#asked !== undefined) return false;
    this.#asked = this.#held.last;
    return true;
  }

  /** Takes an answer. Throws {@link BrokenProtocol} if the program has lost rows or was not asked. */
  answered(holds: unknown): void {
    const asked = this.#asked;
    if (asked === undefined) throw new BrokenProtocol('it answered without being asked');
    this.#asked = undefined;
    const count = countOf(holds, '"holds"');
    const expected = this.#held.countUpTo(asked);
    if (count === expected) return;
    throw new BrokenProtocol(
      `it has ${count} rows, but got ${expected} that it has neither reported nor returned`,
    );
  }
}
