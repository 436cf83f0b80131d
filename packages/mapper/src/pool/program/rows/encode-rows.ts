import { tagValue } from '@psyrun/columns/internal';
import type { Row } from '@psyrun/core';

/** Parts of a payload begin at multiples of this, so that any element may be read in place. */
const ALIGNMENT = 8;

/** True for a row that JSON keeps as it is. */
function isPlain(row: Row): boolean {
  for (const key in row) {
    const value = row[key];
    const isKept =
      typeof value === 'number'
        ? Number.isFinite(value) && !Object.is(value, -0)
        : typeof value === 'string' || typeof value === 'boolean';
    if (!isKept) return false;
  }
  return true;
}

/** Values as JSON, and the bytes of their arrays. */
export class EncodedRows {
  readonly texts: string[] = [];
  readonly #parts: Uint8Array[] = [];
  #size = 0;
  /** The number of characters of the texts. */
  #characters = 0;

  /** The bytes of the arrays. */
  get payload(): Uint8Array {
    return Buffer.concat(this.#parts, this.#size);
  }

  /**
   * Adds a row, if line and payload stay within the limits. Returns false if they would not. Throws
   * `PSYRUN_VALUE` for a value that cannot be a parameter.
   */
  add(row: Row, limits: { readonly line: number; readonly payload: number }): boolean {
    const before = { parts: this.#parts.length, size: this.#size };
    const text = JSON.stringify(isPlain(row) ? row : this.#encoded(row));
    const isFitting =
      // A character takes up to three bytes.
      (this.#characters + text.length) * 3 <= limits.line && this.#size <= limits.payload;
    if (!isFitting) {
      this.#parts.length = before.parts;
      this.#size = before.size;
      return false;
    }
    this.#characters += text.length + 1;
    this.texts.push(text);
    return true;
  }

  #encoded(row: Row): object {
    const put = (bytes: Uint8Array) => this.#put(bytes);
    // Entries: the key __proto__ would change the prototype of an object.
    return Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, tagValue(value, put)]),
    );
  }

  #put(bytes: Uint8Array): { at: [number, number] } {
    const gap = (ALIGNMENT - (this.#size % ALIGNMENT)) % ALIGNMENT;
    if (gap > 0) this.#parts.push(new Uint8Array(gap));
    const offset = this.#size + gap;
    this.#parts.push(bytes);
    this.#size = offset + bytes.length;
    return { at: [offset, bytes.length] };
  }
}

/** Returns the line of a message to a program, with its rows, and the bytes that follow the line. */
export function messageLine(
  message: object,
  { texts, payload }: EncodedRows = new EncodedRows(),
): { line: string; payload: Uint8Array } {
  const size = payload.length > 0 && { payload: payload.length };
  const line = JSON.stringify({ ...message, ...size });
  const rows = texts.length > 0 ? `,"rows":[${texts.join(',')}]}` : '}';
  return { line: `${line.slice(0, -1)}${rows}\n`, payload };
}
