import { joinedFormer, UNCHANGED } from './former/former-rows.ts';
import { nodeOf } from './operand.ts';
import { productOf } from './operators/product.ts';
import { Space } from './space.ts';
import type { Disjoint, Joined, RowOf } from './types.ts';

/** The row type of a product of spaces. */
type ProductRow<Spaces extends readonly Space[]> = Spaces extends readonly [
  infer First,
  ...infer Rest extends readonly Space[],
]
  ? Joined<RowOf<First>, ProductRow<Rest>>
  : number extends Spaces['length']
    ? RowOf<Spaces[number]>
    : unknown;

/** `unknown` if no two of the spaces share a key. */
type AllDisjoint<Spaces extends readonly Space[]> = Spaces extends readonly [
  infer First,
  ...infer Rest extends readonly Space[],
]
  ? Disjoint<RowOf<First>, ProductRow<Rest>> & AllDisjoint<Rest>
  : unknown;

/**
 * Returns the product of any number of spaces; the last one varies fastest. See {@link
 * Space.product}. The product of no spaces is the space without keys.
 *
 * @example
 * ```ts
 * const axes = ['a', 'b', 'c'].map((key) => param({ [key]: [0, 1] }));
 * product(...axes).length; // => 8
 * product(param({ a: [1, 2] }), param({ b: [3] })).at(1); // => { a: 2, b: 3 }
 * ```
 */
export function product<const Spaces extends readonly Space[]>(
  ...spaces: Spaces & AllDisjoint<Spaces>
): Space<ProductRow<Spaces> extends infer R extends Readonly<Record<string, unknown>> ? R : never> {
  const node = productOf(spaces.map(nodeOf));
  return new Space(
    node,
    spaces.reduce(
      (former, space) => joinedFormer(former, space.former, () => node.keys),
      UNCHANGED,
    ),
  );
}
