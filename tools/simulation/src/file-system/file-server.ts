import { FileNode, FolderNode } from './nodes.ts';

/** The files and folders themselves, which all machines share. */
export class FileServer {
  readonly root = new FolderNode(0, 0);
  readonly #parts = new Map<string, readonly string[]>();
  #ids = 1;

  /** Makes a file without a name. */
  newFile(now: number): FileNode {
    return new FileNode(this.#ids++, now);
  }

  /** Makes an empty folder without a name. */
  newFolder(now: number): FolderNode {
    return new FolderNode(this.#ids++, now);
  }

  /** Returns the names in a path. It is the same list each time, as paths are looked up a thousand times. */
  partsOf(path: string): readonly string[] {
    let parts = this.#parts.get(path);
    if (parts === undefined) {
      parts = path.split('/').filter((name) => name !== '');
      this.#parts.set(path, parts);
    }
    return parts;
  }

  /** Returns the node of a path, as it is now. */
  find(path: string): FileNode | FolderNode | undefined {
    let node: FileNode | FolderNode | undefined = this.root;
    for (const part of this.partsOf(path)) {
      node = node instanceof FolderNode ? node.names.get(part) : undefined;
    }
    return node;
  }
}
