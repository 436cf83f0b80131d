import { PsyrunError } from '@psyrun/core';

/** Character sets, as HDF5 numbers them. */
const ASCII = 0;
const UTF8 = 1;

/**
 * Strings of one width in UTF-8, filled up with NUL characters.
 *
 * The library can label them as ASCII, ended by NUL, or as UTF-8, filled up with blanks, of which
 * h5py cuts blanks off. So `cset` is UTF-8 where that is needed and cuts nothing.
 *
 * Throws `PSYRUN_STORE_VALUE` for strings that do not survive: a NUL character at the end, which
 * every reader cuts off, and half a surrogate pair.
 */
export function encodeStrings(
  key: string,
  strings: readonly string[],
): { bytes: Uint8Array; size: number; cset: number } {
  const encoded = strings.map((string) => Buffer.from(string));
  const size = encoded.reduce((most, { length }) => Math.max(most, length), 1);
  const bytes = new Uint8Array(strings.length * size);
  encoded.forEach((string, row) => {
    if (string.at(-1) === 0 || string.toString() !== strings[row]) throw notStorable(key, row);
    bytes.set(string, row * size);
  });
  const isAscii = bytes.every((byte) => byte < 0x80);
  const endsBlank = strings.some((string) => string.endsWith(' '));
  return { bytes, size, cset: isAscii || endsBlank ? ASCII : UTF8 };
}

/** The strings of {@link encodeStrings}, without the NUL characters at their ends. */
export function decodeStrings(bytes: Uint8Array, size: number): string[] {
  return Array.from({ length: bytes.length / size }, (_, row) => {
    let end = (row + 1) * size;
    while (end > row * size && bytes[end - 1] === 0) end--;
    return Buffer.from(bytes.buffer, bytes.byteOffset + row * size, end - row * size).toString();
  });
}

function notStorable(key: string, row: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `Row ${row} of ${JSON.stringify(key)} is a string that HDF5 cannot hold: it ends with a NUL character or is not valid Unicode.`,
    { hint: 'Choose the pickle store (.pkl), which holds any string.', fields: { key, row } },
  );
}
