import { sizeOf } from '@psyrun/columns/internal';
import { CHUNK_BYTES } from '../h5-chunks.ts';
import type { H5Handle } from '../library/h5-handle.ts';
import { boxesOf } from './boxes.ts';
import { lengthsOf, type Variable } from './variable.ts';

/** Writes the rows of a variable, which arrive in order, a piece at a time. Missing rows are filled. */
export class PieceWriter {
  readonly #file: H5Handle;
  readonly #variable: Variable;
  /** The number of rows of the variable, and of a piece. */
  readonly #total: number;
  readonly #rows: number;
  /** The rows from `start` on. */
  readonly #piece: Uint8Array;
  readonly #missing: Uint8Array;
  #start = 0;

  constructor(file: H5Handle, variable: Variable) {
    const { along, rowBytes, fill } = variable;
    this.#file = file;
    this.#variable = variable;
    this.#total = sizeOf(lengthsOf(along));
    const most = Math.max(1, Math.floor(CHUNK_BYTES / Math.max(1, rowBytes)));
    this.#rows = Math.min(most, this.#total);
    this.#missing = Buffer.alloc(this.#rows * rowBytes, fill);
    this.#piece = Uint8Array.from(this.#missing);
  }

  /** Adds the row with an index, which is larger than those before. */
  add(index: number, row: Uint8Array): void {
    while (index >= this.#start + this.#rows) this.#flush();
    this.#piece.set(row, (index - this.#start) * this.#variable.rowBytes);
  }

  /** Writes what is left. */
  end(): void {
    while (this.#start < this.#total) this.#flush();
  }

  #flush(): void {
    const { path, along, within, rowBytes, type, width } = this.#variable;
    const count = Math.min(this.#rows, this.#total - this.#start);
    const inner = lengthsOf(within);
    let at = 0;
    for (const box of boxesOf(lengthsOf(along), this.#start, rowBytes === 0 ? 0 : count)) {
      const whole = {
        offset: [...box.offset, ...inner.map(() => 0)],
        count: [...box.count, ...inner],
      };
      const bytes = this.#piece.subarray(at, (at += sizeOf(box.count) * rowBytes));
      this.#file.writeBox(path, whole, { type, bytes, width });
    }
    this.#start += count;
    this.#piece.set(this.#missing);
  }
}
