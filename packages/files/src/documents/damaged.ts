import { PsyrunError } from '@psyrun/core';
import type { DocumentKind } from './document-kind.ts';

/** The code of an error, and the remedy that it names. */
export type Damage = Pick<DocumentKind<object>, 'code' | 'remedy'>;

/**
 * The error for a file of psyrun that is damaged.
 *
 * @param what is wrong, as the rest of a sentence that begins with the name of the file
 */
export function damaged(
  { code = 'PSYRUN_RUN_CORRUPT', remedy }: Damage,
  file: string,
  what: string,
  cause?: unknown,
): PsyrunError {
  return new PsyrunError(code, `${file} ${what}.`, { hint: remedy, fields: { file }, cause });
}
