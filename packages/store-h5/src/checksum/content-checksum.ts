import { crc32 } from '@psyrun/files';

/** The attribute of a dataset that stores the checksum of its rows. */
export const CHECKSUM_ATTRIBUTE = 'PSYRUN_CHECKSUM';

/** The maximum number of bytes of one call. */
const MOST_AT_ONCE = 2 ** 30;

/**
 * The CRC-32 of rows, one after the other; their bytes arrive piece by piece.
 *
 * HDF5 has checksums for everything but data. For data it only has Fletcher's, which cannot tell 16
 * zero bits from 16 one bits.
 */
export class ContentChecksum {
  #rows = 0;
  #crc = 0;

  /** Returns the checksum of an attribute, to which rows can be added; undefined for any other text. */
  static parse(text: string | undefined): ContentChecksum | undefined {
    const [, crc, rows] = /^crc32 ([0-9a-f]{8}) of (\d+) rows$/.exec(text ?? '') ?? [];
    if (rows === undefined) return undefined;
    const checksum = new ContentChecksum();
    checksum.#crc = Number.parseInt(crc!, 16);
    checksum.#rows = Number(rows);
    return checksum;
  }

  /** The number of rows so far. */
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
   * Returns the value of the attribute.
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
