import { fstatSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** Reading this many bytes takes less time than waking a thread for it. */
const FEW_BYTES = 1 << 14;

/**
 * Reads a file piece by piece. It reads some bytes ahead, so that neighbouring pieces need one
 * system call.
 */
export class ByteSource {
  /** The size of the file at the last check; other processes may have added to it since. */
  size: number;
  readonly #handle: FileHandle;
  readonly #ahead: number;
  #window = Buffer.alloc(0);
  #start = 0;

  /** Every read fetches at least `ahead` bytes. */
  constructor(handle: FileHandle, ahead: number) {
    this.#handle = handle;
    this.size = fstatSync(handle.fd).size;
    this.#ahead = ahead;
  }

  /**
   * Returns the bytes of a range; fewer if the file ends before. Later reads do not change them.
   */
  async read(position: number, length: number): Promise<Buffer> {
    const offset = position - this.#start;
    if (offset < 0 || offset + length > this.#window.length) await this.#fetch(position, length);
    const begin = position - this.#start;
    return this.#window.subarray(begin, begin + length);
  }

  /** True if the file has a byte at `position`. */
  reaches(position: number): boolean {
    if (position >= this.size) this.size = fstatSync(this.#handle.fd).size;
    return position < this.size;
  }

  async #fetch(position: number, length: number): Promise<void> {
    const end = Math.min(position + Math.max(length, this.#ahead), this.size);
    const window = Buffer.allocUnsafe(Math.max(end - position, 0));
    this.#window = window.subarray(0, await this.#fill(window, position));
    this.#start = position;
  }

  /** Returns the number of bytes that were read. */
  async #fill(window: Buffer, position: number): Promise<number> {
    const { length } = window;
    if (length <= FEW_BYTES) return readSync(this.#handle.fd, window, 0, length, position);
    return (await this.#handle.read(window, 0, length, position)).bytesRead;
  }
}
