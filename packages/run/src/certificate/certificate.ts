import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { isPsyrunError } from '@psyrun/core';
import { isNotFound, readDocument, writeDocument, type DocumentKind } from '@psyrun/files';
import { differences, type Fingerprint } from '../fingerprint/fingerprint.ts';
import { FINGERPRINT } from '../fingerprint/fingerprint-schema.ts';
import type { RowCounts } from '../states/row-states.ts';
import { certificateFile } from '../directory/work-directory.ts';

/** Bytes to read at once for a digest; the usual 64 KiB take half as long again. */
const PIECE_BYTES = 1 << 20;

/** The proof that a result is complete: it names the bytes and what they are the result of. */
export interface Certificate {
  readonly result: {
    /** Name of the file, in the same folder. */
    readonly file: string;
    readonly bytes: number;
    /** SHA-256 of the content, in hexadecimal. */
    readonly sha256: string;
  };
  /** Every row of the space in exactly one state; `done` equals `total`. */
  readonly rows: RowCounts;
  readonly fingerprint: Fingerprint;
  /** When it was written, in ISO 8601. */
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

/** Certifies a result file that has just been written. */
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
 * Returns the certificate of a result if there is one and the result has the size that it names. The
 * content of the result is not compared here: that takes as long as reading the file.
 *
 * A damaged certificate proves nothing, as if there were none: the next merge writes another.
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

/** True if the result is there with a certificate that names this fingerprint. */
export async function isCertified(resultfile: string, fingerprint: Fingerprint): Promise<boolean> {
  const certificate = await readCertificate(resultfile);
  return (
    certificate !== undefined && differences(certificate.fingerprint, fingerprint).length === 0
  );
}

/**
 * The certificate beside a result, whatever became of the result; undefined if there is none. Throws
 * `PSYRUN_RUN_CORRUPT` for a damaged one.
 */
export async function certificateOf(resultfile: string): Promise<Certificate | undefined> {
  return readDocument(KIND, certificateFile(resultfile));
}

/** The SHA-256 digest of a file's content, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  // Stryker disable next-line ObjectLiteral: smaller pieces give the same digest, only slower.
  await pipeline(createReadStream(file, { highWaterMark: PIECE_BYTES }), hash);
  return hash.digest('hex');
}
