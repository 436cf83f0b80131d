import type { SpaceNode } from './nodes/node.ts';
import { ParamNode } from './nodes/param-node.ts';
import { ProductNode } from './nodes/product-node.ts';
import { rowsOf } from './rows-of.ts';

/** Number of values in a block. Copying a block costs so little that larger blocks gain nothing. */
const LARGE_BLOCK = 4096;

/** Returns the columns of a node in the order of its keys. It makes no rows of a product. */
export function columnsOf(node: SpaceNode): unknown[][] {
  if (node instanceof ParamNode) return node.axes.map((axis) => [...axis]);
  return node instanceof ProductNode ? productColumns(node) : columnsOfRows(node);
}

function productColumns({ factors, length }: ProductNode): unknown[][] {
  if (length === 0) return factors.flatMap(({ keys }) => keys.map(() => []));
  let block = length;
  return factors.flatMap((factor) => {
    block /= factor.length;
    return columnsOf(factor).map((column) => repeated(column, block, length));
  });
}

/** Returns every value `times` in a row, and repeats that up to a length. */
function repeated(column: readonly unknown[], times: number, length: number): unknown[] {
  let block = new Array<unknown>(column.length * times);
  column.forEach((value, i) => block.fill(value, i * times, (i + 1) * times));
  // Joining blocks copies memory, which is much faster than adding values.
  while (block.length < LARGE_BLOCK && block.length * 2 <= length) block = block.concat(block);
  const copies = new Array<unknown[]>(Math.floor(length / block.length)).fill(block);
  const rest = length % block.length;
  if (copies.length === 1 && rest === 0) return block;
  return ([] as unknown[]).concat(...copies, block.slice(0, rest));
}

function columnsOfRows(node: SpaceNode): unknown[][] {
  const columns: unknown[][] = node.keys.map(() => []);
  for (const row of rowsOf(node)) {
    for (let i = 0; i < columns.length; i++) columns[i]!.push(row[node.keys[i]!]);
  }
  return columns;
}
