import { rowAt, type SpaceNode } from './node.ts';

/**
 * Returns readers of the values of some keys. Keys of one row are read in turn, so the row is
 * cached.
 */
export function rowReaders(
  node: SpaceNode,
  keys: readonly string[],
): readonly ((index: number) => unknown)[] {
  let at = -1;
  let row: Record<string, unknown> = {};
  return keys.map((key) => (index) => {
    if (index !== at) {
      row = rowAt(node, index);
      at = index;
    }
    return row[key];
  });
}
