/** True if the machine is little-endian: typed arrays use the byte order of the machine. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const [LOW, HIGH] = LITTLE_ENDIAN ? [0, 1] : [1, 0];

/**
 * Returns safe integers as 64 bits: two's complement in two words of 32 bits. Writing these is much
 * faster than writing bigints.
 */
export function int64Of(integers: Iterable<number>, length: number): BigInt64Array {
  const data = new BigInt64Array(length);
  const words = new Int32Array(data.buffer);
  let at = 0;
  for (const value of integers) {
    words[at + LOW] = value | 0;
    words[at + HIGH] = Math.floor(value / 2 ** 32);
    at += 2;
  }
  return data;
}

/** Returns 64-bit integers as numbers where these are exact, and as bigints elsewhere. */
export function numbersOf(data: BigInt64Array | BigUint64Array): (number | bigint)[] {
  const words = new Uint32Array(data.buffer, data.byteOffset, 2 * data.length);
  const signed = data instanceof BigInt64Array;
  const values = new Array<number | bigint>(data.length);
  for (let i = 0; i < values.length; i++) {
    const high = words[2 * i + HIGH]!;
    const value = (signed ? high | 0 : high) * 2 ** 32 + words[2 * i + LOW]!;
    values[i] = Number.isSafeInteger(value) ? value : data[i]!;
  }
  return values;
}
