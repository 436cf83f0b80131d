import { PsyrunError } from '@psyrun/core';
import type { NpyDtype } from './npy-dtype.ts';

/** Number of bytes of a character: NumPy's strings are UTF-32. */
const CHARACTER = 4;

/** Returns the type of strings of `width` characters. */
export function stringDtype(width: number, littleEndian: boolean): NpyDtype {
  return { kind: 'U', itemSize: width * CHARACTER, littleEndian };
}

/** Returns the number of characters of the longest string, at least 1. */
export function widthOf(strings: readonly string[]): number {
  return strings.reduce((most, string) => Math.max(most, Array.from(string).length), 1);
}

/**
 * Encodes strings as `width` characters each, padded with NUL characters, in the byte order of the
 * machine. They are those of `rows` rows, each of which has the same number.
 *
 * Throws `PSYRUN_STORE_VALUE` for a string that ends with a NUL character.
 */
export function encodeStrings(
  key: string,
  strings: readonly string[],
  rows: number,
  width: number,
): Uint32Array {
  const characters = new Uint32Array(strings.length * width);
  strings.forEach((string, element) => {
    if (string.endsWith('\0'))
      throw endsWithNul(key, Math.floor((element * rows) / strings.length));
    let at = element * width;
    for (const character of string) characters[at++] = character.codePointAt(0)!;
  });
  return characters;
}

/**
 * Decodes the strings of {@link encodeStrings}. Throws `PSYRUN_FILE_FORMAT` for an invalid
 * character.
 */
export function decodeStrings(bytes: Uint8Array, itemSize: number, count: number): string[] {
  const width = itemSize / CHARACTER;
  const characters = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / CHARACTER);
  return Array.from({ length: count }, (_, row) => {
    let end = (row + 1) * width;
    while (end > row * width && characters[end - 1] === 0) end--;
    let string = '';
    for (let at = row * width; at < end; at++) string += character(characters[at]!);
    return string;
  });
}

/** Returns the byte strings of an array of type `S`, without the zeros that fill them up. */
export function decodeBytes(bytes: Uint8Array, itemSize: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, element) => {
    const string = bytes.slice(element * itemSize, (element + 1) * itemSize);
    return string.subarray(0, string.findLastIndex((byte) => byte !== 0) + 1);
  });
}

function character(codePoint: number): string {
  if (codePoint <= 0x10ffff) return String.fromCodePoint(codePoint);
  throw new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `A string holds ${codePoint}, which is not a character.`,
  );
}

function endsWithNul(key: string, row: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `Row ${row} of ${JSON.stringify(key)} ends with a NUL character, which NumPy cuts off.`,
    { hint: 'Choose the pickle store (.pkl), which holds any string.', fields: { key, row } },
  );
}
