import { fstatSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** To read as many bytes takes less time than to wake a thread for it. */
const FEW_BYTES = 1 << 14;

/** Reads a file piece by piece, some bytes ahead, so that neighbours cost one call of the system. */
export class ByteSource {
  /** Bytes of the file when that was last looked at; others may have added to it since. */
  size: number;
  readonly #handle: FileHandle;
  readonly #ahead: number;
  #window = Buffer.alloc(0);
  #start = 0;

  /** At least `ahead` bytes are read at a time. */
  constructor(handle: FileHandle, ahead: number) {
    this.#handle = handle;
    this.size = fstatSync(handle.fd).size;
    this.#ahead = ahead;
  }

  /** The bytes of a range, fewer if the file ends before. They are not changed by later reads. */
  async read(position: number, length: number): Promise<Buffer> {
    const offset = position - this.#start;
    if (offset < 0 || offset + length > this.#window.length) await this.#fetch(position, length);
    const begin = position - this.#start;
    return this.#window.subarray(begin, begin + length);
  }

  /** Whether the file has a byte at `position`. */
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

  /** Returns how many bytes there were. */
  async #fill(window: Buffer, position: number): Promise<number> {
    const { length } = window;
    if (length <= FEW_BYTES) return readSync(this.#handle.fd, window, 0, length, position);
    return (await this.#handle.read(window, 0, length, position)).bytesRead;
  }
}
