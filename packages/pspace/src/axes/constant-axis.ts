import { plainValue } from '@psyrun/columns/internal';
import { isScalar } from '@psyrun/core';
import type { FrozenAxis } from '../frozen/format.ts';
import { freezeValue } from '../frozen/freeze-value.ts';
import { sameIdentity } from '../identity/identity-hash.ts';
import { allIndices, NONE } from '../nodes/node.ts';
import { Axis } from './axis.ts';

/** A scalar, repeated to the length of the other parameters. */
export class ConstantAxis<T> extends Axis<T> {
  readonly constant: T;
  readonly length: number;
  /** The constant as it was given: it may be a typed number. */
  readonly #given: T;

  constructor(constant: T, length: number) {
    super();
    this.#given = constant;
    this.constant = plainValue(constant) as T;
    this.length = length;
  }

  override get isFloat(): boolean {
    return isScalar(this.#given) && this.#given.isFloat;
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
    return { constant: freezeValue(this.#given) };
  }
}
