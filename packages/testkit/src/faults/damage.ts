/** A source of random integers below `limit`. */
export type Random = (limit: number) => number;

/**
 * Returns the same numbers for the same seed: the generator of Numerical Recipes (3rd edition,
 * 7.1.7), of which the upper bits are used.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Ways to damage a file; each returns a new array. */
const DAMAGES: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  someBytesChanged,
  someBytesChanged,
  cutOff,
  overwritten,
  bytesLost,
];

/** Returns a copy of the file with one damage, chosen by `random`. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  return DAMAGES[random(DAMAGES.length)]!(Uint8Array.from(bytes), random);
}

function someBytesChanged(bytes: Uint8Array, random: Random): Uint8Array {
  for (let count = 1 + random(3); count > 0; count--) bytes[random(bytes.length)] = random(256);
  return bytes;
}

function cutOff(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.subarray(0, random(bytes.length));
}

/**
 * Overwrites bytes with zeros, as after a crash of the machine, or with ones, which mean enormous
 * lengths.
 */
function overwritten(bytes: Uint8Array, random: Random): Uint8Array {
  const start = random(bytes.length);
  return bytes.fill(random(2) * 255, start, start + random(64));
}

function bytesLost(bytes: Uint8Array, random: Random): Uint8Array {
  const start = random(bytes.length);
  const end = start + random(32);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}
