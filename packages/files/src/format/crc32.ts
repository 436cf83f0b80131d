import * as zlib from 'node:zlib';

/** Node's own function, from Node 20.15 and 22.2 on. */
// eslint-disable-next-line n/no-unsupported-features/node-builtins -- it may be missing
const { crc32: ofNode } = zlib as Partial<Pick<typeof zlib, 'crc32'>>;

/**
 * Returns the CRC-32 of bytes, as zip archives and PNG files have it, as an integer from 0 to 2³² - 1.
 *
 * `before` is the checksum of the bytes before these, so that bytes can arrive piece by piece.
 *
 * @example
 * ```ts
 * const whole = crc32(Buffer.from('123456789')); // => 3421780262
 * crc32(Buffer.from('6789'), crc32(Buffer.from('12345'))) === whole; // => true
 * ```
 */
export const crc32: (bytes: Uint8Array, before?: number) => number = ofNode ?? crc32InJavaScript;

/**
 * The same without Node's function. It takes about five times as long as with it.
 */
export function crc32InJavaScript(bytes: Uint8Array, before = 0): number {
  const table = (tables ??= makeTables());
  const { length } = bytes;
  let crc = ~before;
  let i = 0;
  for (; i + 8 <= length; i += 8) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    crc =
      table[0x700 | (crc & 255)]! ^
      table[0x600 | ((crc >>> 8) & 255)]! ^
      table[0x500 | ((crc >>> 16) & 255)]! ^
      table[0x400 | (crc >>> 24)]! ^
      table[0x300 | bytes[i + 4]!]! ^
      table[0x200 | bytes[i + 5]!]! ^
      table[0x100 | bytes[i + 6]!]! ^
      table[bytes[i + 7]!]!;
  }
  for (; i < length; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]!) & 255]!;
  return ~crc >>> 0;
}

let tables: Int32Array | undefined;

/** Returns eight tables of 256 numbers: how a byte changes the checksum, with 0 to 7 bytes after it. */
function makeTables(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    made[byte] = crc;
  }
  for (let i = 256; i < made.length; i++) {
    const shorter = made[i - 256]!;
    made[i] = (shorter >>> 8) ^ made[shorter & 255]!;
  }
  return made;
}
