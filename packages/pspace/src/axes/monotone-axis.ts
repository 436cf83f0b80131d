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
  private readonly builder: string;
  private readonly args: readonly number[];

  /** `builder` and `args` are how the axis is written down. */
  constructor(length: number, builder: string, args: readonly number[]) {
    super();
    this.length = length;
    this.builder = builder;
    this.args = args;
  }

  indicesOf(value: unknown): readonly number[] {
    const target = typeof value === 'bigint' ? exactNumber(value) : value;
    if (typeof target !== 'number') return NONE;
    const found: number[] = [];
    const sign = Math.sign(this.value(this.length - 1) - this.value(0)) || 1;
    // The last value of a range is set, not computed, so it may be out of order by a rounding.
    for (let i = this.firstFrom(sign, target); i < this.length - 1; i++) {
      if (this.value(i) !== target) break;
      found.push(i);
    }
    if (this.length > 0 && this.value(this.length - 1) === target) found.push(this.length - 1);
    return found;
  }

  freeze(): FrozenAxis {
    const args: FrozenValue[] = this.args.map(freezeValue);
    return { builder: this.builder, args };
  }

  /** The first index, but the last, whose value is not before the target. */
  private firstFrom(sign: number, target: number): number {
    let low = 0;
    let high = Math.max(0, this.length - 1);
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      if (sign * this.value(middle) < sign * target) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function exactNumber(value: bigint): number | undefined {
  const number = Number(value);
  return BigInt(number) === value ? number : undefined;
}
