import { PsyrunError, sha256 } from '@psyrun/core';
import { shown } from '../axes/shown.ts';
import { philox, type Words } from './philox.ts';

/** A seed, which makes random numbers repeatable: any finite number or string. */
export type Seed = number | string;

const encoder = new TextEncoder();

/**
 * Random numbers by index: the same on every machine, in any order.
 *
 * The key of the generator is the start of the SHA-256 digest of `psyrun-random-1`, the purpose and
 * the seed. Equal seeds of different purposes are therefore independent.
 */
export class RandomStream {
  readonly #key: readonly [number, number];

  /** Throws `PSYRUN_ARGUMENT` for a seed that is neither a finite number nor a string. */
  constructor(purpose: string, seed: Seed) {
    if (typeof seed !== 'string' && !Number.isFinite(seed)) {
      throw new PsyrunError(
        'PSYRUN_ARGUMENT',
        `The seed of ${purpose} is ${shown(seed)}; expected a finite number or a string.`,
        { hint: 'Choose any seed: the same seed gives the same draws on every machine.' },
      );
    }
    const name = `psyrun-random-1\n${purpose}\n${JSON.stringify(seed)}`;
    const digest = sha256(encoder.encode(name));
    const view = new DataView(digest.buffer);
    this.#key = [view.getUint32(0), view.getUint32(4)];
  }

  /** Returns four words for an index below 2^53. */
  words(index: number): Words {
    return philox([index >>> 0, Math.floor(index / 2 ** 32), 0, 0], this.#key);
  }

  /** Returns a multiple of 2^-53 from 0 up to, but without, 1. */
  uniform(index: number): number {
    const [high, low] = this.words(index);
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
  }

  /** Returns a number between 0 and 1, without both; symmetric about a half. */
  between(index: number): number {
    const [high, low] = this.words(index);
    return ((high >>> 6) * 2 ** 26 + (low >>> 6) + 0.5) / 2 ** 52;
  }
}
