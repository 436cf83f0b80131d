import type { FrozenAxis } from '../frozen/format.ts';
import { freezeValue } from '../frozen/freeze-value.ts';
import { IdentityIndex } from '../identity/identity-index.ts';
import { Permutation } from '../random/permutation.ts';
import { RandomStream, type Seed } from '../random/random-stream.ts';
import { finite, unusable, wholeCount } from '../axes/arguments.ts';
import { Axis } from '../axes/axis.ts';

/**
 * One parameter of a Latin hypercube: the range in `count` equal strata, each with one random
 * value, in random order. `name` makes the parameters of one hypercube independent.
 */
export function latinHypercubeAxis(
  low: number,
  high: number,
  name: string,
  count: number,
  seed: Seed,
): Axis<number> {
  finite('latinHypercube', { low, high });
  finite('latinHypercube', { range: high - low });
  if (typeof name !== 'string') throw unusable('latinHypercube', 'name', name, 'a string');
  wholeCount('latinHypercube', count);
  if (low > high) throw unusable('latinHypercube', 'low', low, `at most ${high}, which is high`);
  return new LatinHypercubeAxis(low, high, name, count, seed);
}

class LatinHypercubeAxis extends Axis<number> {
  readonly length: number;
  readonly #low: number;
  readonly #width: number;
  readonly #args: readonly [number, number, string, number, Seed];
  readonly #order: Permutation;
  readonly #jitter: RandomStream;
  #index: IdentityIndex | undefined;

  constructor(...args: [low: number, high: number, name: string, count: number, seed: Seed]) {
    super();
    const [low, high, name, count, seed] = args;
    this.length = count;
    this.#low = low;
    this.#width = high - low;
    this.#args = args;
    this.#order = new Permutation(count, `latinHypercube order ${name}`, seed);
    this.#jitter = new RandomStream(`latinHypercube place ${name}`, seed);
  }

  override get isFloat(): boolean {
    return true;
  }

  override given(): readonly number[] {
    return [];
  }

  value(index: number): number {
    const place = (this.#order.at(index) + this.#jitter.uniform(index)) / this.length;
    return this.#low + this.#width * place;
  }

  indicesOf(value: unknown): readonly number[] {
    this.#index ??= new IdentityIndex(this.length, [(index) => this.value(index)]);
    return this.#index.indicesOf([value]);
  }

  freeze(): FrozenAxis {
    return { builder: 'latinHypercube', args: this.#args.map(freezeValue) };
  }
}
