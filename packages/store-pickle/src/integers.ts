/**
 * Integers of any size in the format of pickle's LONG1 and LONG4: two's complement, the lowest byte
 * first, in the fewest bytes that keep the sign; 0 has no bytes.
 */

/** Returns the integer in `bytes`: a number, or a bigint beyond ±(2^53 − 1). */
export function decodeInteger(bytes: Uint8Array): number | bigint {
  if (bytes.length === 0) return 0;
  let digits = '';
  for (const byte of bytes) digits = byte.toString(16).padStart(2, '0') + digits;
  return smallest(BigInt.asIntN(8 * bytes.length, BigInt(`0x${digits}`)));
}

/** Returns the bytes of `value`. */
export function encodeInteger(value: bigint): Uint8Array {
  const magnitude = value < 0n ? ~value : value;
  const length = Math.floor(magnitude.toString(16).length / 2) + 1;
  const digits = BigInt.asUintN(8 * length, value)
    .toString(16)
    .padStart(2 * length, '0');
  const bytes = Buffer.from(digits, 'hex').reverse();
  const sign = value < 0n ? 0xff : 0x00;
  const spare = length > 1 && bytes[length - 1] === sign && bytes[length - 2]! >> 7 === sign >> 7;
  return spare ? bytes.subarray(0, -1) : bytes;
}

/** Returns `value` as a number if a number represents it exactly. */
export function smallest(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
