import type { SpaceNode } from './node.ts';

/**
 * Returns the operands of an operator; nested operators of its kind are replaced by their operands.
 * Such an operator calls this when it is used, not when it is made: a loop may nest thousands of them.
 *
 * @param operandsOf Returns the operands of a node of this kind, and undefined for other nodes.
 */
export function flattened(
  operands: readonly SpaceNode[],
  operandsOf: (node: SpaceNode) => readonly SpaceNode[] | undefined,
): SpaceNode[] {
  const flat: SpaceNode[] = [];
  const rest = [...operands].reverse();
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    const nested = operandsOf(node);
    if (nested === undefined) flat.push(node);
    else for (let i = nested.length - 1; i >= 0; i--) rest.push(nested[i]!);
  }
  return flat;
}
