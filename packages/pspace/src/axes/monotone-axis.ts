import { requireListable } from '../exact-length.ts';
import type { FrozenAxis, FrozenValue } from '../frozen/format.ts';
import { freezeValue } from '../frozen/freeze-value.ts';
import { NONE } from '../nodes/node.ts';
import { Axis } from './axis.ts';

/**
 * Numbers that a formula gives, in ascending or descending order; equal neighbours are possible.
 *
 * A value is found by halving, without a table and whatever the rounding of the formula.
 */
export abstract class MonotoneAxis extends Axis<number> {
  override readonly computed = true;
  readonly length: number;
  readonly #builder: string;
  readonly #args: readonly number[];

  /** `builder` and `args` are how the axis is written down. */
  constructor(length: number, builder: string, args: readonly number[]) {
    super();
    this.length = length;
    this.#builder = builder;
    this.#args = args;
  }

  indicesOf(value: unknown): readonly number[] {
    const target = typeof value === 'bigint' ? exactNumber(value) : value;
    if (typeof target !== 'number' || this.length === 0) return NONE;
    // The last value of a range is set, not computed, so it may be out of order by a rounding.
    const last = this.length - 1;
    const sign = Math.sign(this.value(last) - this.value(0)) || 1;
    const first = this.#search(sign, target, false);
    const found: number[] = [];
    if (first < last && this.value(first) === target) found.push(first);
    if (first + 1 < last && this.value(first + 1) === target) {
      const end = this.#search(sign, target, true);
      requireListable(end - first);
      for (let i = first + 1; i < end; i++) found.push(i);
    }
    if (this.value(last) === target) found.push(last);
    return found;
  }

  freeze(): FrozenAxis {
    const args: FrozenValue[] = this.#args.map(freezeValue);
    return { builder: this.#builder, args };
  }

  /** The first index, but the last, whose value is not before the target, or is behind it. */
  #search(sign: number, target: number, isBehind: boolean): number {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      const value = this.value(middle);
      if (sign * value < sign * target || (isBehind && value === target)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function exactNumber(value: bigint): number | undefined {
  const number = Number(value);
  return BigInt(number) === value ? number : undefined;
}
