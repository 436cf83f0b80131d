import { encodeInteger } from '../integers.ts';
import { OP } from '../opcodes.ts';
import { encodeText } from '../text.ts';
import type { ByteWriter } from './byte-writer.ts';

/**
 * Writes the opcodes that make single Python values. It stores values in the memo, at indices from
 * `firstId` on, so that they can be recalled.
 */
export class PythonWriter {
  readonly out: ByteWriter;
  readonly #ids = new Map<object | string, number>();
  #nextId: number;

  constructor(out: ByteWriter, firstId: number) {
    this.out = out;
    this.#nextId = firstId;
  }

  text(text: string): void {
    const bytes = encodeText(text);
    if (bytes.length < 256) this.out.opcode(OP.SHORT_BINUNICODE, bytes.length, 1);
    else this.out.opcode(OP.BINUNICODE, bytes.length, 4);
    this.out.append(bytes);
  }

  bytes(bytes: Uint8Array): void {
    if (bytes.length < 256) this.out.opcode(OP.SHORT_BINBYTES, bytes.length, 1);
    else this.out.opcode(OP.BINBYTES, bytes.length, 4);
    this.out.append(bytes);
  }

  /** Writes a tuple of numbers. */
  tuple(numbers: readonly number[]): void {
    this.out.byte(OP.MARK);
    for (const number of numbers) this.integer(number);
    this.out.byte(OP.TUPLE);
  }

  /** Writes a call of `module.name` with the arguments that `args` writes. */
  call(module: string, name: string, args: () => void): void {
    this.once(`${module} ${name}`, () => {
      this.out.append(Buffer.from(`${String.fromCharCode(OP.GLOBAL)}${module}\n${name}\n`));
    });
    this.out.byte(OP.MARK);
    args();
    this.out.byte(OP.TUPLE);
    this.out.byte(OP.REDUCE);
  }

  integer(value: number): void {
    if (value >= 0 && value < 2 ** 8) this.out.opcode(OP.BININT1, value, 1);
    else if (value >= 0 && value < 2 ** 16) this.out.opcode(OP.BININT2, value, 2);
    else if (value === (value | 0)) this.out.int32(OP.BININT, value);
    else this.long(BigInt(value));
  }

  long(value: bigint): void {
    const bytes = encodeInteger(value);
    if (bytes.length < 256) this.out.opcode(OP.LONG1, bytes.length, 1);
    else this.out.opcode(OP.LONG4, bytes.length, 4);
    this.out.append(bytes);
  }

  /** Writes the value of `write` the first time, and recalls it later. */
  once(key: string, write: () => void): void {
    if (this.recall(key)) return;
    write();
    this.remember(key);
  }

  /** True if `key` is in the memo; its value is recalled then. */
  recall(key: object | string): boolean {
    const id = this.#ids.get(key);
    if (id === undefined) return false;
    this.out.memo(OP.BINGET, OP.LONG_BINGET, id);
    return true;
  }

  /** Stores the value that was made last in the memo, as `key`. */
  remember(key: object | string): void {
    const id = this.#nextId++;
    this.#ids.set(key, id);
    this.out.memo(OP.BINPUT, OP.LONG_BINPUT, id);
  }
}
