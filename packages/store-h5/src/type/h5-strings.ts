import { isUtf8 } from 'node:buffer';
import { isWellFormed, PsyrunError } from '@psyrun/core';

/** The character sets, as HDF5 numbers them. */
const ASCII = 0;
const UTF8 = 1;

/** The type of strings of one width. */
export interface StringType {
  /** Number of bytes of each string. */
  readonly size: number;
  readonly cset: number;
}

/**
 * Finds the type of strings, which can come in parts.
 *
 * The library can label them as ASCII, ended by NUL, or as UTF-8, padded with spaces. In the second
 * case h5py removes spaces at the end. Therefore `cset` is UTF-8 only where it is needed and h5py
 * removes nothing.
 */
export class StringTypes {
  #size = 1;
  #isAscii = true;
  #endsBlank = false;

  /** Adds strings. */
  add(strings: readonly string[]): void {
    for (const string of strings) {
      const size = Buffer.byteLength(string);
      this.#size = Math.max(this.#size, size);
      // A character beyond ASCII has more bytes in UTF-8 than it has code units.
      this.#isAscii &&= size === string.length;
      this.#endsBlank ||= string.endsWith(' ');
    }
  }

  /** Returns the type of all strings so far. */
  type(): StringType {
    return { size: this.#size, cset: this.#isAscii || this.#endsBlank ? ASCII : UTF8 };
  }
}

/** True for strings without a NUL character, where readers end a string, and without half a surrogate pair. */
export function isStorable(string: string): boolean {
  return !string.includes('\0') && isWellFormed(string);
}

/**
 * Encodes strings of one width in UTF-8, padded with NUL characters. A row has `rowSize` of them.
 *
 * Throws `PSYRUN_STORE_VALUE` for strings that cannot be stored without loss; see {@link isStorable}.
 */
export function encodeStrings(
  key: string,
  strings: readonly string[],
  rowSize: number,
  size: number,
): Uint8Array {
  const bytes = Buffer.alloc(strings.length * size);
  strings.forEach((string, i) => {
    if (!isStorable(string)) throw notStorable(key, Math.floor(i / rowSize));
    bytes.write(string, i * size);
  });
  return bytes;
}

/**
 * The paddings of strings, as HDF5 numbers them: a NUL character and then anything; NULs; spaces.
 */
const NUL_AND_ANYTHING = 0;
const BLANKS = 2;

/**
 * Decodes strings of one width and removes their padding: those of {@link encodeStrings} and those
 * of other programs. Throws `PSYRUN_NOT_SUPPORTED` for text that is neither ASCII nor UTF-8.
 */
export function decodeStrings(bytes: Uint8Array, size: number, fill?: number): string[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / size }, (_, i) => {
    const string = all.subarray(i * size, (i + 1) * size);
    return decodeString(string.subarray(0, endOf(string, fill)), i);
  });
}

/** Returns string number `i`. Throws `PSYRUN_NOT_SUPPORTED` if it is neither ASCII nor UTF-8. */
export function decodeString(bytes: Uint8Array, i: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  if (text.includes('\ufffd') && !isUtf8(bytes)) throw otherEncoding(i);
  return text;
}

function endOf(string: Uint8Array, fill: number | undefined): number {
  let end = fill === NUL_AND_ANYTHING ? string.indexOf(0) : -1;
  if (end === -1) end = string.length;
  while (end > 0 && string[end - 1] === 0) end--;
  while (fill === BLANKS && end > 0 && string[end - 1] === 0x20) end--;
  return end;
}

function otherEncoding(element: number): PsyrunError {
  return new PsyrunError('PSYRUN_NOT_SUPPORTED', `Element ${element} is text that is not UTF-8.`, {
    hint: 'Save it as UTF-8 in Python.',
    fields: { element },
  });
}

function notStorable(key: string, row: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `Row ${row} of ${JSON.stringify(key)} is a string that HDF5 cannot store: it has a NUL character or is not valid Unicode.`,
    { hint: 'Choose the pickle store (.pkl), which holds any string.', fields: { key, row } },
  );
}
