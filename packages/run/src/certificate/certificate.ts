import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { isPsyrunError } from '@psyrun/core';
import { isNotFound } from '@psyrun/files';
import { readDocument, writeDocument, type DocumentKind } from '@psyrun/files/documents';
import { differences, type Fingerprint } from '../fingerprint/fingerprint.ts';
import { FINGERPRINT } from '../fingerprint/fingerprint-schema.ts';
import type { RowCounts } from '../states/row-states.ts';
import { certificateFile } from '../directory/work-directory.ts';

/** Number of bytes to read at once for a digest. With the usual 64 KiB it takes 50 % longer. */
const PIECE_BYTES = 1 << 20;

/** The proof that a result is complete: the digest of the file, the row counts and the fingerprint. */
export interface Certificate {
  readonly result: {
    /** Name of the file, in the same folder. */
    readonly file: string;
    readonly bytes: number;
    /** SHA-256 of the content, in hexadecimal. */
    readonly sha256: string;
  };
  /** Number of rows in each state. `done` equals `total`. */
  readonly rows: RowCounts;
  readonly fingerprint: Fingerprint;
  /** The time of writing, in ISO 8601. */
  readonly created: string;
  readonly versions: Readonly<Record<string, string>>;
}

const COUNT = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const CERTIFICATE: v.GenericSchema<unknown, Certificate> = v.strictObject({
  result: v.strictObject({
    file: v.string(),
    bytes: COUNT,
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256')),
  }),
  rows: v.pipe(
    v.strictObject({ total: COUNT, done: COUNT, failed: COUNT, missing: COUNT }),
    v.check(({ total, done }) => done === total, 'expected as many rows done as there are'),
  ),
  fingerprint: FINGERPRINT,
  created: v.pipe(v.string(), v.isoTimestamp()),
  versions: v.record(v.string(), v.string()),
});

const KIND: DocumentKind<Certificate> = {
  name: 'certificate',
  version: 2,
  schema: CERTIFICATE,
  first: { numbered: true, schema: CERTIFICATE },
  remedy: 'It counts as none: psy run writes the result and its certificate again.',
};

/** Writes the certificate of a result file that was just written. */
export async function certify(
  resultfile: string,
  claims: Pick<Certificate, 'rows' | 'fingerprint' | 'versions'>,
): Promise<void> {
  const { size } = await stat(resultfile);
  const content: Certificate = {
    result: { file: basename(resultfile), bytes: size, sha256: await sha256Of(resultfile) },
    ...claims,
    created: new Date().toISOString(),
  };
  await writeDocument(KIND, certificateFile(resultfile), content);
}

/**
 * Resolves to the certificate of a result, if there is one and its size matches the result. It does not
 * compare the digest, because SHA-256 takes as long as reading the file.
 *
 * Resolves to undefined for a damaged certificate, because it proves nothing. The next merge writes a
 * new one.
 */
export async function readCertificate(resultfile: string): Promise<Certificate | undefined> {
  try {
    const certificate = await certificateOf(resultfile);
    if (certificate === undefined) return undefined;
    const { size } = await stat(resultfile);
    return size === certificate.result.bytes ? certificate : undefined;
  } catch (error) {
    if (isPsyrunError(error, 'PSYRUN_RUN_CORRUPT')) return undefined;
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** True if the result exists and its certificate has this fingerprint. */
export async function isCertified(resultfile: string, fingerprint: Fingerprint): Promise<boolean> {
  const certificate = await readCertificate(resultfile);
  return (
    certificate !== undefined && differences(certificate.fingerprint, fingerprint).length === 0
  );
}

/**
 * Resolves to the certificate for the path of a result, even if the result is missing or has changed.
 * Resolves to undefined if there is no certificate. Throws `PSYRUN_RUN_CORRUPT` if it is damaged.
 */
export async function certificateOf(resultfile: string): Promise<Certificate | undefined> {
  return readDocument(KIND, certificateFile(resultfile));
}

/** Resolves to the SHA-256 digest of the content of a file, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  // Stryker disable next-line ObjectLiteral: smaller pieces give the same digest, only slower.
  await pipeline(createReadStream(file, { highWaterMark: PIECE_BYTES }), hash);
  return hash.digest('hex');
}
