import { stat } from 'node:fs/promises';
import { rowCount } from '@psyrun/columns';
import { isPsyrunError, type Store } from '@psyrun/core';
import { ifThere } from '@psyrun/files';
import { certificateOf, sha256Of, type Certificate } from './certificate.ts';

/** The outcome of comparing a result with its certificate. */
export interface Verification {
  /** Undefined if there is no certificate or it is damaged. */
  readonly certificate: Certificate | undefined;
  /** The differences, as sentences. Empty if the result matches the certificate. */
  readonly problems: readonly string[];
}

/**
 * Compares a result with its certificate: the size, the digest, and the number of rows that the store
 * reads.
 */
export async function verifyResult(resultfile: string, store: Store): Promise<Verification> {
  const certificate = await certificateOf(resultfile).catch(ifDamaged);
  if (certificate === undefined) return { certificate, problems: ['There is no certificate.'] };
  if (certificate === DAMAGED) return { certificate: undefined, problems: [DAMAGED] };
  const { bytes, sha256 } = certificate.result;
  const size = (await ifThere(stat(resultfile)))?.size;
  if (size === undefined) return { certificate, problems: ['The result is gone.'] };
  if (size !== bytes) {
    return { certificate, problems: [`It has ${size} bytes; ${bytes} were certified.`] };
  }
  if ((await sha256Of(resultfile)) !== sha256) {
    return { certificate, problems: ['Its content is not what was certified.'] };
  }
  const { total } = certificate.rows;
  const rows = await countRows(resultfile, store);
  if (rows === total || rows === undefined) return { certificate, problems: [] };
  return { certificate, problems: [`It holds ${rows} rows; ${total} were certified.`] };
}

const DAMAGED = 'The certificate is damaged; psy run writes it again.';

function ifDamaged(error: unknown): typeof DAMAGED {
  if (isPsyrunError(error, 'PSYRUN_RUN_CORRUPT')) return DAMAGED;
  throw error;
}

/** Resolves to undefined for a result without columns, because its rows cannot be counted. */
async function countRows(file: string, store: Store): Promise<number | undefined> {
  let rows: number | undefined;
  for await (const table of store.scan(file)) {
    if (Object.keys(table).length > 0) rows = (rows ?? 0) + rowCount(table);
  }
  return rows;
}
