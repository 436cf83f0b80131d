import { binsOf, type Bins } from '../../src/model/bins.ts';
import type { Rule } from '../../src/model/find-rule.ts';

/** Returns numbers from 0 up to 1 (mulberry32). */
export function randomOf(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A random space of six parameters whose rows fail by a rule on none, one or two of them. */
export interface Planted {
  readonly axes: readonly Bins[];
  readonly isFailed: Uint8Array;
  /** By the number of a parameter: the bins for which the rule holds. */
  readonly rule: ReadonlyMap<number, ReadonlySet<number>>;
  readonly holds: Uint8Array;
}

/** Plants a rule on `parameters` parameters; one row in 20 ends otherwise than the rule says. */
export function planted(seed: number, parameters: number): Planted {
  const random = randomOf(seed);
  const below = (count: number) => Math.floor(random() * count);
  const sizes = Array.from({ length: 6 }, () => 2 + below(4));
  const length = sizes.reduce((product, size) => product * size, 1);
  let stride = length;
  const axes = sizes.map((size, i) => {
    stride /= size;
    const codes = Uint32Array.from({ length }, (_, row) => Math.floor(row / stride) % size);
    const areNumbers = random() < 0.5;
    const values = Array.from({ length: size }, (_, v) => (areNumbers ? v / 2 : `v${v}`));
    return binsOf({ key: `p${i}`, values, codes, areNumbers, absent: -1 }, 24);
  });
  const rule = new Map<number, Set<number>>();
  while (rule.size < parameters) {
    const axis = below(6);
    const size = sizes[axis]!;
    const first = below(size);
    const chosen = new Set([first]);
    // Neighbours of numbers, any other value; never all of them.
    if (size > 2 && random() < 0.5)
      chosen.add(
        axes[axis]!.bounds ? (first > 0 ? first - 1 : 1) : (first + 1 + below(size - 1)) % size,
      );
    rule.set(axis, chosen);
  }
  const holds = Uint8Array.from({ length }, (_, row) =>
    Number(parameters > 0 && [...rule].every(([axis, chosen]) => chosen.has(axes[axis]!.of[row]!))),
  );
  return { axes, rule, holds, isFailed: holds.map((bit) => (random() < 0.05 ? 1 - bit : bit)) };
}

/** True if a rule is the planted one, value for value. */
export function isPlanted(found: Rule | undefined, { axes, rule }: Planted): boolean {
  return (
    found?.conditions.length === rule.size &&
    found.conditions.every(({ bins, chosen }) => {
      const values = rule.get(axes.indexOf(bins));
      return values?.size === chosen.length && chosen.every((bin) => values.has(bin));
    })
  );
}
