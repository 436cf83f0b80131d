import { FileNode, FolderNode } from './nodes.ts';

/** The files and folders themselves, which all machines share. */
export class FileServer {
  readonly root = new FolderNode(0, 0);
  #ids = 1;

  /** Makes a file without a name. */
  newFile(now: number): FileNode {
    return new FileNode(this.#ids++, now);
  }

  /** Makes an empty folder without a name. */
  newFolder(now: number): FolderNode {
    return new FolderNode(this.#ids++, now);
  }

  /** Returns the node of a path, as it is now. */
  find(path: string): FileNode | FolderNode | undefined {
    let node: FileNode | FolderNode | undefined = this.root;
    for (const part of path.split('/').filter((name) => name !== '')) {
      node = node instanceof FolderNode ? node.names.get(part) : undefined;
    }
    return node;
  }
}
