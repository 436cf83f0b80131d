const NOTHING = Buffer.alloc(0);

/** A file on the server: what every machine sees, sooner or later. */
export class FileNode {
  readonly kind = 'file';
  readonly id: number;
  size = 0;
  mtime: number;
  mode = 0o100_644;
  /** Size when it was last synced without an error. */
  synced = 0;
  /** Number of its names. */
  links = 0;
  #bytes = NOTHING;

  constructor(id: number, mtime: number) {
    this.id = id;
    this.mtime = mtime;
  }

  /** The present content. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.size);
  }

  /** Writes bytes at a position. A gap before them is filled with zeros. */
  write(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length;
    if (end > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(256, 2 * end));
      this.bytes.copy(larger);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, at);
    this.size = Math.max(this.size, end);
  }

  /** Sets the size. Bytes that are added are zeros. */
  truncate(size: number): void {
    if (size < this.size) this.#bytes.fill(0, size, this.size);
    else if (size > this.size) this.write(size - 1, Buffer.alloc(1));
    this.size = size;
  }
}

/** A folder on the server. */
export class FolderNode {
  readonly kind = 'folder';
  readonly id: number;
  readonly names = new Map<string, FileNode | FolderNode>();
  /** False once it was removed. */
  exists = true;
  /** Increases with every change of its names. */
  change = 0;
  mtime: number;

  constructor(id: number, mtime: number) {
    this.id = id;
    this.mtime = mtime;
  }
}

/** A file or a folder. */
export type AnyNode = FileNode | FolderNode;
