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
