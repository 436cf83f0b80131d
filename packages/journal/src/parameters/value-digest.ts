/**
 * Stands in a record for a large parameter, which the space of the run has.
 *
 * @example
 * ```ts
 * const [first, same] = [digestOf('x'.repeat(300)), digestOf('x'.repeat(300))];
 * first.digest === same.digest; // => true
 * first.bytes; // => 303
 * ```
 */
export class ValueDigest {
  /** The first 16 bytes of the SHA-256 of the encoded value, in hexadecimal digits. */
  readonly digest: string;
  /** Number of bytes of the encoded value. */
  readonly bytes: number;

  constructor(digest: string, bytes: number) {
    this.digest = digest;
    this.bytes = bytes;
  }
}
