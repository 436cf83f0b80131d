/** A byte buffer that grows while it is written. */
export class ByteWriter {
  #bytes: Buffer;
  #view: DataView;
  /** The number of bytes written. */
  length = 0;

  /** About `expected` bytes will be written. */
  constructor(expected: number) {
    this.#bytes = Buffer.allocUnsafe(expected + (expected >> 2));
    this.#view = viewOf(this.#bytes);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.length++] = value;
  }

  /** Writes an opcode and its operand, an unsigned integer of 1, 2 or 4 bytes. */
  opcode(code: number, operand: number, size: 1 | 2 | 4): void {
    this.#reserve(5);
    this.#bytes[this.length++] = code;
    this.length = this.#bytes.writeUIntLE(operand, this.length, size);
  }

  /** Writes the short opcode with a memo index of one byte, or the long one with four. */
  memo(short: number, long: number, id: number): void {
    if (id < 256) this.opcode(short, id, 1);
    else this.opcode(long, id, 4);
  }

  /** Writes an opcode and a signed integer of 4 bytes. */
  int32(code: number, value: number): void {
    this.#reserve(5);
    this.#bytes[this.length] = code;
    this.#view.setInt32(this.length + 1, value, true);
    this.length += 5;
  }

  /** Writes an opcode and a double, which pickle stores in big-endian order. */
  float64(code: number, value: number): void {
    this.#reserve(9);
    this.#bytes[this.length] = code;
    this.#view.setFloat64(this.length + 1, value);
    this.length += 9;
  }

  /**
   * Writes doubles, each with the opcode, for `values` from index `from` up to the first value that
   * is not a number. Returns the index of that value. Most of the saved bytes are written here.
   */
  float64s(code: number, values: readonly unknown[], from: number): number {
    this.#reserve(9 * (values.length - from));
    const bytes = this.#bytes;
    const view = this.#view;
    let { length } = this;
    let index = from;
    for (; index < values.length; index++) {
      const value = values[index];
      if (typeof value !== 'number') break;
      bytes[length] = code;
      view.setFloat64(length + 1, value);
      length += 9;
    }
    this.length = length;
    return index;
  }

  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Reserves bytes that are filled in later. */
  skip(count: number): void {
    this.#reserve(count);
    this.length += count;
  }

  /** Returns the bytes written so far; they are valid until the next write. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  /** Discards the bytes from `length` on. */
  backTo(length: number): void {
    this.length = length;
  }

  #reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.length + count));
    larger.set(this.written());
    this.#bytes = larger;
    this.#view = viewOf(larger);
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
