import { rowAt, type SpaceNode } from './node.ts';

/** Readers of the values of some keys; keys of one row are read in turn, so the row is kept. */
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
