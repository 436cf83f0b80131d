import { PsyrunError } from '@psyrun/core';
import type { DocumentKind } from './document-kind.ts';

/** The members of a kind of file that {@link damaged} needs. */
export type Damage = Pick<DocumentKind<object>, 'code' | 'remedy'>;

/**
 * Returns the error for a damaged file of psyrun.
 *
 * @param what The problem, as the rest of a sentence that begins with the name of the file.
 */
export function damaged(
  { code = 'PSYRUN_RUN_CORRUPT', remedy }: Damage,
  file: string,
  what: string,
  cause?: unknown,
): PsyrunError {
  return new PsyrunError(code, `${file} ${what}.`, { hint: remedy, fields: { file }, cause });
}
