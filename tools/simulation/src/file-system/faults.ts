import type { Random } from '../world/random.ts';
import type { Tally } from '../world/tally.ts';

/** A fault of one system call: before the server executes it, or of its answer. */
export interface Fault {
  readonly code: string;
  readonly when: 'before' | 'after';
}

/** How likely faults are, and how slow the server is. */
export interface FaultRates {
  /** Probability that a call fails. */
  readonly call: number;
  /** Probability that the answer of a call is lost and the call is sent again. */
  readonly lostAnswer: number;
  /** Probability that bytes are lost in the background. */
  readonly background: number;
  /** Milliseconds that a call takes, on average. */
  readonly latency: number;
  /** Probability that a call takes seconds. */
  readonly hang: number;
}

/** No faults, and a fast server. */
export const CALM: FaultRates = { call: 0, lostAnswer: 0, background: 0, latency: 1, hang: 0 };

/** Calls that need space on the disk. */
const NEEDS_SPACE = new Set(['open', 'write', 'link', 'mkdir', 'rename', 'close', 'fdatasync']);

/** The second execution of a call whose first answer was lost. */
const REPEATED: Readonly<Record<string, string>> = {
  link: 'EEXIST',
  mkdir: 'EEXIST',
  rename: 'ENOENT',
  unlink: 'ENOENT',
  rmdir: 'ENOENT',
};

/** Draws the faults of a history. */
export class Faults {
  rates: FaultRates = CALM;
  /** True while an observer reads, who must not be disturbed. */
  areOff = false;
  readonly #random: Random;
  readonly #tally: Tally;

  constructor(random: Random, tally: Tally) {
    this.#random = random;
    this.#tally = tally;
  }

  /** Returns the fault of a call, or undefined. */
  draw(call: string): Fault | undefined {
    const { rates } = this;
    if (this.areOff || (rates.call === 0 && rates.lostAnswer === 0)) return undefined;
    const repeated = REPEATED[call];
    if (repeated !== undefined && this.#random.chance(rates.lostAnswer)) {
      this.#tally.note(`lost answer of ${call}`);
      return { code: repeated, when: 'after' };
    }
    if (!this.#random.chance(rates.call)) return undefined;
    const codes = NEEDS_SPACE.has(call) ? ['EIO', 'ESTALE', 'ENOSPC'] : ['EIO', 'ESTALE'];
    const code = this.#random.pick(codes);
    // A client drops the bytes of a sync that failed. Bytes that are lost are drawn in the background.
    const isSync = call === 'fdatasync' || call === 'close';
    const when = this.#random.chance(0.3) || isSync ? 'after' : 'before';
    this.#tally.note(`${code} ${when} ${call}`);
    return { code, when };
  }

  /** Returns the error of a request in the background, or undefined. */
  drawBackground(): string | undefined {
    if (!this.#random.chance(this.rates.background)) return undefined;
    return this.#random.pick(['EIO', 'ENOSPC']);
  }

  /** Returns the milliseconds that a call takes. */
  latency(): number {
    const { latency, hang } = this.rates;
    if (this.#random.chance(hang)) {
      this.#tally.note('call that hangs');
      return this.#random.between(1000, 100_000);
    }
    return latency * this.#random.between(0.2, 1.8);
  }
}
