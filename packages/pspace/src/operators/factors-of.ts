import type { ParameterSpace } from '@psyrun/core';
import { ProductNode } from '../nodes/product-node.ts';
import { SpaceRows } from '../space-rows.ts';

/**
 * Returns the factors of a product, of which the last one varies fastest. Any other space is its only
 * factor.
 *
 * @example
 * ```ts
 * const space = param({ radius: [1, 2] }).product(param({ trial: [0, 1, 2] }));
 * factorsOf(space).map(({ length }) => length); // => [2, 3]
 * ```
 */
export function factorsOf(space: ParameterSpace): readonly ParameterSpace[] {
  if (!(space instanceof SpaceRows && space.node instanceof ProductNode)) return [space];
  return space.node.factors.map((factor) => new SpaceRows(factor));
}
