import { rowCount } from '@psyrun/columns';
import type { Store } from '@psyrun/core';
import type { RunDescription } from '../directory/run-description.ts';
import type { Certificate } from './certificate.ts';
import { checkResult } from './check-result.ts';

/** The outcome of comparing a result with its certificate. */
export interface Verification {
  /** Undefined if there is no certificate or it is damaged. */
  readonly certificate: Certificate | undefined;
  /** The differences, as sentences. Empty if the result matches the certificate. */
  readonly problems: readonly string[];
}

/**
 * Compares a result with its certificate and with the run that it has to be of: the size, the digest,
 * and the number of rows that the store reads.
 */
export async function verifyResult(
  resultfile: string,
  store: Store,
  run: RunDescription | undefined,
): Promise<Verification> {
  const { certificate, problem } = await checkResult(resultfile, run);
  if (problem !== undefined) return { certificate, problems: [problem] };
  const { total } = certificate!.rows;
  const rows = await countRows(resultfile, store);
  if (rows === total || rows === undefined) return { certificate, problems: [] };
  return { certificate, problems: [`It holds ${rows} rows; ${total} were certified.`] };
}

/** Resolves to undefined for a result without columns, because its rows cannot be counted. */
async function countRows(file: string, store: Store): Promise<number | undefined> {
  let rows: number | undefined;
  for await (const table of store.scan(file)) {
    if (Object.keys(table).length > 0) rows = (rows ?? 0) + rowCount(table);
  }
  return rows;
}
