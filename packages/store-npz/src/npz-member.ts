import { PsyrunError } from '@psyrun/core';

const SUFFIX = '.npy';
/** The maximum number of bytes of a name: the zip format stores it in 16 bits. */
const LONGEST_NAME = 0xffff;

/**
 * Returns the name of a column's file in the archive, as NumPy chooses it. Almost any key is
 * allowed.
 *
 * Throws `PSYRUN_STORE_VALUE` for keys that cannot be stored without loss: half a surrogate pair,
 * NUL characters, more than 65 531 bytes.
 *
 * @example
 * ```ts
 * nameOf('x'); // => 'x.npy'
 * keyOf('x.npy'); // => 'x'
 * ```
 */
export function nameOf(key: string): string {
  const name = `${key}${SUFFIX}`;
  const bytes = Buffer.from(name);
  if (bytes.toString() === name && !key.includes('\0') && bytes.length <= LONGEST_NAME) return name;
  throw new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `The key ${JSON.stringify(key.slice(0, 100))} cannot be the name of a file in an archive.`,
    { hint: 'Rename it, or choose the pickle store (.pkl).', fields: { key } },
  );
}

/** Returns the key of a column, or undefined if the file in the archive is not an array. */
export function keyOf(name: string): string | undefined {
  return name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : undefined;
}
