import { stat } from 'node:fs/promises';
import type { Row, Store } from '@psyrun/core';
import { ifThere } from '@psyrun/files';
import type { RunDescription } from '../directory/run-description.ts';
import { spaceOf } from '../directory/run-file.ts';
import type { Certificate } from './certificate.ts';
import { checkCertificate } from './check-result.ts';
import { readRowInBlock } from './content.ts';
import type { Verification } from './verify-result.ts';

/** The outcome of comparing one row of a result with the certificate. */
export interface RowVerification extends Verification {
  /** The values of the row in the file, parameters included; undefined if there is no such row. */
  readonly row?: Row;
}

/**
 * Compares one row of a result with its certificate, and with the run that it has to be of. The rows of its
 * block are read again, and those before it; the digest of the file does not matter, so that the row can
 * be verified although others are damaged.
 */
export async function verifyRow(
  resultfile: string,
  store: Store,
  run: RunDescription | undefined,
  index: number,
): Promise<RowVerification> {
  const { certificate, problem } = await checkCertificate(resultfile, run);
  if (problem !== undefined) return { certificate, problems: [problem] };
  const { content } = certificate!;
  if (content === undefined) return { certificate, problems: [NO_CONTENT] };
  if ((await ifThere(stat(resultfile))) === undefined) {
    return { certificate, problems: ['The result is gone.'] };
  }
  const { blockRows, blocks } = content;
  const tables = store.scan(resultfile);
  const { row, digest } = await readRowInBlock(tables, spaceOf(run!), blockRows, index);
  if (row === undefined) return { certificate, problems: ['It has too few rows.'] };
  const block = Math.floor(index / blockRows);
  if (digest === blocks[block]) return { certificate, problems: [], row };
  return { certificate, problems: [otherBlock(certificate!, block, blockRows)], row };
}

const NO_CONTENT =
  'Its certificate has no digests of rows: an earlier psyrun wrote it, or a value has no canonical form. ' +
  'Remove the certificate, and psy run writes the result and another one; no row is evaluated again.';

function otherBlock({ rows }: Certificate, block: number, blockRows: number): string {
  const last = Math.min((block + 1) * blockRows, rows.total) - 1;
  return `This row, or another one of rows ${block * blockRows} to ${last}, is not what was certified.`;
}
