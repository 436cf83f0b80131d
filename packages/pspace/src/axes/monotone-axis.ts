import { requireListable } from '../exact-length.ts';
import type { FrozenAxis, FrozenValue } from '../frozen/format.ts';
import { freezeValue } from '../frozen/freeze-value.ts';
import { NONE } from '../nodes/node.ts';
import { Axis } from './axis.ts';

/**
 * Numbers of a formula, in ascending or descending order; equal neighbours are possible.
 *
 * A value is found by binary search. It needs no hash table and allows for any rounding of the
 * formula.
 */
export abstract class MonotoneAxis extends Axis<number> {
  override readonly computed = true;
  readonly length: number;
  readonly #builder: string;
  protected readonly args: readonly number[];

  /** `builder` and `args` are the frozen form of the axis. */
  constructor(length: number, builder: string, args: readonly number[]) {
    super();
    this.length = length;
    this.#builder = builder;
    this.args = args;
  }

  override given(): readonly number[] {
    return [];
  }

  indicesOf(value: unknown): readonly number[] {
    const target = typeof value === 'bigint' ? exactNumber(value) : value;
    if (typeof target !== 'number' || this.length === 0) return NONE;
    // The last value of a range is set, not computed. Rounding may put it out of order.
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
    const args: FrozenValue[] = this.args.map(freezeValue);
    return { builder: this.#builder, args };
  }

  /** Returns the first index, except the last one, whose value is the target or comes after it. */
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
