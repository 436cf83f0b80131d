import type { FrozenAxis } from '../frozen/format.ts';
import { freezeValue } from '../frozen/freeze-value.ts';
import { sameIdentity } from '../identity/identity-hash.ts';
import { allIndices, NONE } from '../nodes/node.ts';
import { Axis } from './axis.ts';

/** A scalar, repeated to the length of the other parameters. */
export class ConstantAxis<T> extends Axis<T> {
  readonly constant: T;
  readonly length: number;

  constructor(constant: T, length: number) {
    super();
    this.constant = constant;
    this.length = length;
  }

  override given(): readonly T[] {
    return [this.constant];
  }

  value(): T {
    return this.constant;
  }

  indicesOf(value: unknown): readonly number[] {
    return sameIdentity(value, this.constant) ? allIndices(this.length) : NONE;
  }

  freeze(): FrozenAxis {
    return { constant: freezeValue(this.constant) };
  }
}
