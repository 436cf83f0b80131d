import { PsyrunError } from '@psyrun/core';

/** Where the original keeps the columns of a result. */
export const GROUP = '/psyrun';

/**
 * The path of a column's dataset.
 *
 * Throws `PSYRUN_STORE_VALUE` for keys that HDF5 would take as something else: an empty one, `.`,
 * with a slash or a NUL character, not valid Unicode.
 *
 * @example
 * ```ts
 * pathOf('radius'); // => '/psyrun/radius'
 * ```
 */
export function pathOf(key: string): string {
  const isName = key !== '' && key !== '.' && !/[/\0]/.test(key);
  if (isName && Buffer.from(key).toString() === key) return `${GROUP}/${key}`;
  throw new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `The key ${JSON.stringify(key)} cannot be the name of a dataset of HDF5.`,
    { hint: 'Rename it, or choose the pickle store (.pkl).', fields: { key } },
  );
}
