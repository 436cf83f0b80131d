import { columnKind } from '@psyrun/columns';
import { plainValue } from '@psyrun/columns/internal';
import { freezeList } from '../frozen/freeze-list.ts';
import type { FrozenAxis } from '../frozen/format.ts';
import { IdentityIndex } from '../identity/identity-index.ts';
import { Axis } from './axis.ts';

/** Values in memory: an array or a typed array that no other code changes. */
export class ListAxis<T> extends Axis<T> {
  readonly values: ArrayLike<T>;
  #index: IdentityIndex | undefined;

  constructor(values: ArrayLike<T>) {
    super();
    this.values = values;
  }

  get length(): number {
    return this.values.length;
  }

  override get isFloat(): boolean {
    return this.values instanceof Float64Array || this.values instanceof Float32Array;
  }

  value(index: number): T {
    return this.values[index]!;
  }

  indicesOf(value: unknown): readonly number[] {
    this.#index ??= new IdentityIndex(this.length, [(index) => this.value(index)]);
    return this.#index.indicesOf([value]);
  }

  freeze(): FrozenAxis {
    return freezeList(this.values);
  }
}

/**
 * Returns the axis of a list. The list is copied: a hole in it is undefined and is not passed over.
 * Numbers of which one is a typed float become a typed array.
 */
export function listAxis(given: readonly unknown[]): ListAxis<unknown> {
  const list = Array.from(given);
  const plain = plainValue(list) as unknown[];
  if (plain === list) return new ListAxis(list);
  const { kind, nullable } = columnKind(list);
  const isFloat = kind === 'float' && !nullable;
  return new ListAxis<unknown>(isFloat ? Float64Array.from(plain as number[]) : plain);
}
