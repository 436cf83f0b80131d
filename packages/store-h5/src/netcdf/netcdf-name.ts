import { PsyrunError } from '@psyrun/core';
import { pathOf } from '../h5-path.ts';

/**
 * Returns the path of a variable. Throws `PSYRUN_STORE_VALUE` for keys that netCDF does not allow: those
 * that HDF5 does not allow, those that begin with anything but a letter, a digit, an underscore or a character
 * beyond ASCII, and those that end with a space or have a control character.
 */
export function variablePath(key: string): string {
  if (/^[A-Za-z0-9_\u0080-\uffff]/.test(key) && !/[\u0000-\u001f\u007f]| $/.test(key)) {
    return pathOf('/', key);
  }
  throw new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `The key ${JSON.stringify(key)} cannot be the name of a variable of netCDF.`,
    { hint: 'Rename it, leave it out with --columns, or export to .h5.', fields: { key } },
  );
}
