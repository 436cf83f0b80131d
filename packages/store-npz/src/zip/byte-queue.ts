/** Takes bytes from a stream in pieces of a requested size. */
export class ByteQueue {
  readonly #stream: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array(0);

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#stream = stream[Symbol.asyncIterator]();
  }

  /** Returns the next `length` bytes in an array of their own; fewer at the end of the stream. */
  async take(length: number): Promise<Uint8Array> {
    const taken = new Uint8Array(length);
    let filled = 0;
    while (filled < length && (await this.#fill())) {
      const part = this.#piece.subarray(0, length - filled);
      taken.set(part, filled);
      filled += part.length;
      this.#piece = this.#piece.subarray(part.length);
    }
    return taken.subarray(0, filled);
  }

  /** Ends the stream early and releases what it holds. */
  async close(): Promise<void> {
    await this.#stream.return?.();
  }

  /** True if there is another byte. */
  async #fill(): Promise<boolean> {
    while (this.#piece.length === 0) {
      const next = await this.#stream.next();
      if (next.done) return false;
      this.#piece = next.value;
    }
    return true;
  }
}
