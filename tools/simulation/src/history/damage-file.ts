import type { FileNode } from '../file-system/nodes.ts';
import { FolderNode } from '../file-system/nodes.ts';
import type { World } from '../world/world.ts';
import { FOLDER } from './sweep.ts';

/** A disk damages one file of the work directory: a bit changes, bytes at its end are lost, or all of it. */
export function damageFile({ server, sim }: World): void {
  const { random, tally, trace } = sim;
  const found = filesIn(server.find(FOLDER), FOLDER);
  if (found.length === 0) return;
  const { folder, name, node, path } = random.pick(found);
  const kind = random.pick(['bit changed', 'file cut', 'file emptied', 'file lost']);
  tally.note(`damage: ${kind}`);
  trace?.(`damage: ${kind}: ${path}`);
  if (kind === 'file lost') {
    node.links--;
    folder.names.delete(name);
    folder.change++;
  } else if (kind === 'bit changed') {
    const bit = random.below(8 * node.size);
    node.bytes[bit >> 3]! ^= 1 << (bit & 7);
  } else {
    node.truncate(kind === 'file cut' ? random.below(node.size) : 0);
    node.synced = Math.min(node.synced, node.size);
  }
}

interface Found {
  readonly folder: FolderNode;
  readonly name: string;
  readonly node: FileNode;
  readonly path: string;
}

/** Returns the files with content below a folder. What is a lock shows that a process works there. */
function filesIn(folder: FileNode | FolderNode | undefined, path: string): Found[] {
  if (!(folder instanceof FolderNode)) return [];
  return [...folder.names].flatMap(([name, node]) => {
    const inside = `${path}/${name}`;
    if (node instanceof FolderNode) return filesIn(node, inside);
    const isFree = node.size > 0 && !/\.(lock|takeover|tmp)$/.test(name);
    return isFree ? [{ folder, name, node, path: inside }] : [];
  });
}
