import type { FrozenAxis } from '../frozen/format.ts';
import { freezeValue } from '../frozen/freeze-value.ts';
import { IdentityIndex } from '../identity/identity-index.ts';
import { RandomStream, type Seed } from '../random/random-stream.ts';
import { wholeCount } from './arguments.ts';
import { Axis } from './axis.ts';

/** Turns a draw into a value; `index` is the index of the value. */
export type Draw<T> = (stream: RandomStream, index: number) => T;

/** Values drawn with a seed. Value `i` depends only on the seed and on `i`; no value is stored. */
export class RandomAxis<T> extends Axis<T> {
  readonly length: number;
  /** Two axes with the same source have the same draws. */
  override readonly source: string;
  readonly #builder: string;
  readonly #args: readonly unknown[];
  readonly #stream: RandomStream;
  readonly #draw: Draw<T>;
  #index: IdentityIndex | undefined;

  /** `args` are the arguments of the builder; the last two are the count and the seed. */
  constructor(builder: string, args: readonly [...unknown[], number, Seed], draw: Draw<T>) {
    super();
    const [count, seed] = args.slice(-2) as [number, Seed];
    wholeCount(builder, count);
    this.length = count;
    this.#builder = builder;
    this.#args = args;
    this.#stream = new RandomStream(builder, seed);
    this.source = `${builder} ${JSON.stringify(seed)}`;
    this.#draw = draw;
  }

  override given(): readonly T[] {
    const [values] = this.#args;
    return Array.isArray(values) ? (values as T[]) : [];
  }

  /** Only `choice` draws from given values. */
  override get isFloat(): boolean {
    return this.#builder !== 'choice';
  }

  value(index: number): T {
    return this.#draw(this.#stream, index);
  }

  indicesOf(value: unknown): readonly number[] {
    this.#index ??= new IdentityIndex(this.length, [(index) => this.value(index)]);
    return this.#index.indicesOf([value]);
  }

  freeze(): FrozenAxis {
    return { builder: this.#builder, args: this.#args.map(freezeValue) };
  }
}
