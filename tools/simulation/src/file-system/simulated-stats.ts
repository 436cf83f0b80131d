import { FileNode, type AnyNode } from './nodes.ts';

/** The answer of `stat` about a node. */
export class SimulatedStats {
  readonly size: number;
  readonly mtimeMs: number;
  readonly mode: number;
  readonly ino: number;
  readonly nlink: number;

  constructor(node: AnyNode, { size, mtime }: { readonly size: number; readonly mtime: number }) {
    const isFile = node instanceof FileNode;
    this.size = size;
    this.mtimeMs = mtime;
    this.mode = isFile ? node.mode : 0o040_755;
    this.ino = node.id;
    this.nlink = isFile ? node.links : 2;
  }

  get mtime(): Date {
    return new Date(this.mtimeMs);
  }

  isFile(): boolean {
    return !this.isDirectory();
  }

  isDirectory(): boolean {
    return this.mode === 0o040_755;
  }
}
