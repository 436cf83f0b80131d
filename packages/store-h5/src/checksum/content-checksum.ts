import { crc32 } from 'node:zlib';

/** The attribute of a dataset that tells the checksum of its rows. */
export const CHECKSUM_ATTRIBUTE = 'PSYRUN_CHECKSUM';

/** More bytes than this are not looked at in one call. */
const MOST_AT_ONCE = 2 ** 30;

/**
 * The CRC-32 of rows, one after the other, of which the bytes come piece by piece.
 *
 * HDF5 has checksums for all that is not data, and for data only Fletcher's, which takes 16 zero bits
 * and 16 one bits for the same.
 */
export class ContentChecksum {
  #rows = 0;
  #crc = 0;

  /** The rows so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Adds rows with these bytes. */
  add(rows: number, { buffer, byteOffset, byteLength }: ArrayBufferView): void {
    for (let at = 0; at < byteLength; at += MOST_AT_ONCE) {
      const length = Math.min(MOST_AT_ONCE, byteLength - at);
      this.#crc = crc32(new Uint8Array(buffer, byteOffset + at, length), this.#crc);
    }
    this.#rows += rows;
  }

  /**
   * The value of the attribute.
   *
   * @example
   * ```ts
   * const checksum = new ContentChecksum();
   * checksum.add(2, Uint8Array.of(1, 2));
   * checksum.toString(); // => 'crc32 b6cc4292 of 2 rows'
   * ```
   */
  toString(): string {
    return `crc32 ${this.#crc.toString(16).padStart(8, '0')} of ${this.#rows} rows`;
  }
}
