/**
 * SHA-256 as in FIPS 180-4, in plain JavaScript. The identity of a row must be the same, and
 * computed synchronously, in Node and in a browser; this package depends on nothing.
 */

const ROUND_CONSTANTS = fractionalBits(64, Math.cbrt);
const INITIAL_STATE = fractionalBits(8, Math.sqrt);
const BLOCK_BYTES = 64;

/**
 * Returns the SHA-256 digest of `message`: 32 bytes.
 *
 * @example
 * ```ts
 * toHex(sha256(new TextEncoder().encode('abc'))).slice(0, 16); // => 'ba7816bf8f01cfea'
 * ```
 */
export function sha256(message: Uint8Array): Uint8Array {
  const state = INITIAL_STATE.slice();
  const schedule = new Uint32Array(64);
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const whole = message.length - (message.length % BLOCK_BYTES);
  for (let offset = 0; offset < whole; offset += BLOCK_BYTES) {
    compress(state, schedule, view, offset);
  }
  const tail = paddedTail(message, whole);
  for (let offset = 0; offset < tail.byteLength; offset += BLOCK_BYTES) {
    compress(state, schedule, tail, offset);
  }
  const digest = new Uint8Array(32);
  const out = new DataView(digest.buffer);
  state.forEach((word, i) => out.setUint32(4 * i, word));
  return digest;
}

/** Returns two lower-case hexadecimal digits for each byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Returns the rest of the message, a one bit, zeros and the length in bits: one or two blocks. */
function paddedTail(message: Uint8Array, from: number): DataView {
  const rest = message.length - from;
  const bytes = new Uint8Array(rest < BLOCK_BYTES - 8 ? BLOCK_BYTES : 2 * BLOCK_BYTES);
  bytes.set(message.subarray(from));
  bytes[rest] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, message.length / 2 ** 29);
  view.setUint32(bytes.length - 4, message.length * 8);
  return view;
}

function compress(state: Uint32Array, w: Uint32Array, block: DataView, offset: number): void {
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(offset + 4 * i);
  // Stryker disable next-line EqualityOperator: a typed array ignores an element behind its end.
  for (let i = 16; i < 64; i++) {
    const early = w[i - 15]!;
    const late = w[i - 2]!;
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    w[i] = w[i - 16]! + sigma0 + w[i - 7]! + sigma1;
  }
  // Destructuring would go through the iterator of the array, which is as slow as the rounds.
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + ROUND_CONSTANTS[i]! + w[i]!) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The first 32 bits of the fractional parts of a root of the first primes (FIPS 180-4, 4.2.2). */
function fractionalBits(count: number, root: (prime: number) => number): Uint32Array {
  const words = new Uint32Array(count);
  // Stryker disable next-line EqualityOperator: a typed array ignores an element behind its end.
  for (let found = 0, n = 2; found < count; n++) {
    // An element of 32 bits drops the whole part.
    if (isPrime(n)) words[found++] = root(n) * 2 ** 32;
  }
  return words;
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}
