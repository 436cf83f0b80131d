import { existsSync, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isPsyrunError } from '@psyrun/core';
import { ifThere } from '@psyrun/files';
import type { RunDescription } from '../directory/run-description.ts';
import { differences } from '../fingerprint/fingerprint.ts';
import { certificateOf, type Certificate } from './certificate.ts';
import { sha256Of } from './sha256-of.ts';

/** The outcome of {@link checkResult} and `checkCertificate`. */
export interface ResultCheck {
  /** Undefined if there is no certificate or it is damaged. */
  readonly certificate: Certificate | undefined;
  /** The reason why the result is not certified as that of the run, as a sentence. */
  readonly problem?: string;
  /** True if there is a file, or if its certificate says that it was written for the run. */
  readonly wasWritten: boolean;
}

/** Options of {@link checkResult}. */
export interface CheckResultOptions {
  /** Believes a file of the certified size whose time of change is the certified one. */
  readonly quick?: boolean;
}

/**
 * Checks that a file is the certified result of a run: that its certificate names this run, its space
 * and this file, then the size of the file, then its digest. The digest takes as long as reading it.
 *
 * A result of another run, also of an earlier generation, has a problem. So does every result if
 * `run` is undefined.
 */
export async function checkResult(
  resultfile: string,
  run: RunDescription | undefined,
  { quick = false }: CheckResultOptions = {},
): Promise<ResultCheck> {
  const check = await checkCertificate(resultfile, run);
  const { certificate } = check;
  if (check.problem !== undefined) return check;
  const problem = await damageOf(resultfile, certificate!, quick);
  if (problem === undefined) return { certificate, wasWritten: true };
  return { certificate, problem, wasWritten: check.wasWritten || problem === GONE };
}

/** Checks that the certificate of a file names a run and this file. The file itself is not read. */
export async function checkCertificate(
  resultfile: string,
  run: RunDescription | undefined,
): Promise<ResultCheck> {
  const certificate = await certificateOf(resultfile).catch(ifDamaged);
  const wasWritten = existsSync(resultfile);
  if (certificate === undefined || certificate === DAMAGED) {
    const problem = certificate ?? 'There is no certificate.';
    return { certificate: undefined, problem, wasWritten };
  }
  const problem = otherRun(certificate, run) ?? otherFile(certificate, resultfile);
  return { certificate, wasWritten, ...(problem !== undefined && { problem }) };
}

const DAMAGED = 'The certificate is damaged; psy run writes it again.';
const GONE = 'The result is gone; psy run writes it again.';

function ifDamaged(error: unknown): typeof DAMAGED {
  if (isPsyrunError(error, 'PSYRUN_RUN_CORRUPT')) return DAMAGED;
  throw error;
}

/** Returns the problem of a certificate that does not name a run. */
function otherRun(
  { run: of, rows, fingerprint }: Certificate,
  run: RunDescription | undefined,
): string | undefined {
  if (run === undefined) return 'There is no run that it could be the result of.';
  if (of.task !== run.task) return `It is the result of task '${of.task}'.`;
  if (of.generation === run.generation && of.created === run.created) {
    const isSame = differences(fingerprint, run.fingerprint).length === 0;
    if (isSame && rows.total === run.space.length) return undefined;
  }
  return `It is the result of another run: the one of ${of.created} with ${rows.total} rows. The present run is of ${run.created}.`;
}

function otherFile({ result }: Certificate, resultfile: string): string | undefined {
  const name = basename(resultfile);
  return result.file === name ? undefined : `The certificate is of ${result.file}.`;
}

async function damageOf(
  resultfile: string,
  { result }: Certificate,
  quick: boolean,
): Promise<string | undefined> {
  const found: Stats | undefined = await ifThere(stat(resultfile));
  if (found === undefined) return GONE;
  const { size, mtimeMs } = found;
  if (size !== result.bytes) return `It has ${size} bytes; ${result.bytes} were certified.`;
  if (quick && mtimeMs === result.modified) return undefined;
  if ((await sha256Of(resultfile)) === result.sha256) return undefined;
  return 'Its content is not what was certified.';
}
