import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import { readDocument, writeDocument, type DocumentKind } from '@psyrun/files/documents';
import { lengthOf } from '@psyrun/pspace/internal';
import type { RunIdentity } from '../directory/run-description.ts';
import { GENERATION, RANGES } from '../directory/run-schema.ts';
import { certificateFile } from '../directory/work-directory.ts';
import type { Fingerprint } from '../fingerprint/fingerprint.ts';
import { FINGERPRINT } from '../fingerprint/fingerprint-schema.ts';
import type { RowOrigin } from '../states/row-origins.ts';
import type { RowCounts } from '../states/row-states.ts';
import { rootOf, type Content } from './content.ts';
import { sha256Of } from './sha256-of.ts';

/**
 * The proof that a result is complete: the digest of the file, the run that it belongs to, the row
 * counts and the code of the rows.
 */
export interface Certificate {
  readonly result: {
    /** Name of the file, in the same folder. */
    readonly file: string;
    readonly bytes: number;
    /** The time of its last change, in milliseconds since 1970. */
    readonly modified: number;
    /** SHA-256 of the content, in hexadecimal. */
    readonly sha256: string;
  };
  readonly run: RunIdentity;
  /** Number of rows in each state. `done` equals `total`. */
  readonly rows: RowCounts;
  /** The code that evaluated the rows. There are several after `psy run -c --accept-changes`. */
  readonly origins: readonly RowOrigin[];
  /** The number of rows without a value, by the columns of which some rows have none. */
  readonly lacking?: Readonly<Record<string, number>>;
  /**
   * Digests of the rows, as they are read from the file. Left out by earlier versions, for a result without
   * columns, and for values without a canonical form, such as maps.
   */
  readonly content?: Content;
  /** The fingerprint of the run. The code of its rows can be older: see `origins`. */
  readonly fingerprint: Fingerprint;
  /** The time of writing, in ISO 8601. */
  readonly created: string;
  readonly versions: Readonly<Record<string, string>>;
}

const COUNT = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const SHA256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256'));

const MEMBERS: v.GenericSchema<unknown, Certificate> = v.strictObject({
  result: v.strictObject({
    file: v.string(),
    bytes: COUNT,
    modified: v.number(),
    sha256: SHA256,
  }),
  run: v.strictObject({
    task: v.string(),
    generation: GENERATION,
    created: v.pipe(v.string(), v.isoTimestamp()),
  }),
  rows: v.pipe(
    v.strictObject({ total: COUNT, done: COUNT, failed: COUNT, missing: COUNT }),
    v.check(({ total, done }) => done === total, 'expected as many rows done as there are'),
  ),
  origins: v.array(
    v.strictObject({
      code: SHA256,
      files: v.record(v.string(), v.string()),
      source: v.exactOptional(v.string()),
      rows: COUNT,
      ranges: RANGES,
    }),
  ),
  lacking: v.exactOptional(v.record(v.string(), COUNT)),
  content: v.exactOptional(
    v.strictObject({
      root: SHA256,
      blockRows: v.pipe(COUNT, v.minValue(1)),
      blocks: v.array(SHA256),
    }),
  ),
  fingerprint: FINGERPRINT,
  created: v.pipe(v.string(), v.isoTimestamp()),
  versions: v.record(v.string(), v.string()),
});

const CERTIFICATE: v.GenericSchema<unknown, Certificate> = v.pipe(
  MEMBERS,
  v.check(
    ({ origins, rows: { total } }) =>
      origins.every(({ ranges, rows }) => lengthOf(ranges) === rows) &&
      origins.reduce((sum, { rows }) => sum + rows, 0) === total,
    'expected an origin for each row',
  ),
  v.check(
    ({ content, rows: { total } }) =>
      content === undefined || content.root === rootOf(total, content.blocks),
    'expected the root of the blocks of rows',
  ),
);

/** Version 1 did not name the run. It proves nothing, so the next merge writes another one. */
const KIND: DocumentKind<Certificate> = {
  name: 'certificate',
  version: 2,
  schema: CERTIFICATE,
  remedy: 'It counts as none: psy run writes the result and its certificate again.',
};

/** Writes the certificate of a result file that was just written. */
export async function certify(
  resultfile: string,
  claims: Omit<Certificate, 'result' | 'created'>,
): Promise<void> {
  const { size, mtimeMs } = await stat(resultfile);
  const sha256 = await sha256Of(resultfile);
  const content: Certificate = {
    result: { file: basename(resultfile), bytes: size, modified: mtimeMs, sha256 },
    ...claims,
    created: new Date().toISOString(),
  };
  await writeDocument(KIND, certificateFile(resultfile), content);
}

/**
 * Resolves to the certificate for the path of a result, even if the result is missing or has changed.
 * Resolves to undefined if there is no certificate. Throws `PSYRUN_RUN_CORRUPT` if it is damaged.
 */
export async function certificateOf(resultfile: string): Promise<Certificate | undefined> {
  return readDocument(KIND, certificateFile(resultfile));
}
