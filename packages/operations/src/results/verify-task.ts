import type { Row } from '@psyrun/core';
import {
  allChangesSince,
  changesSince,
  fingerprintOf,
  identityOf,
  runIn,
  verifyResult,
  verifyRow,
  WorkDirectory,
  type Certificate,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { VerifyResult } from '../schemas/verify.ts';
import { noSuchRow } from '../rows/no-such-row.ts';
import { noRowsWarning } from '../run/no-rows.ts';
import { codesOf } from '../status/codes-of.ts';

/** Options of `Project.verify`. */
export interface VerifyOptions {
  /** Verifies this row alone. Other rows of the file may be damaged then. */
  readonly row?: number;
}

/**
 * Compares bytes, digest and rows of a task's result with its certificate, its run and the present
 * task. A result that is what was certified is not verified if the task has changed since, or if its space has no
 * rows although it does not say that it may.
 *
 * Throws `PSYRUN_OUT_OF_RANGE` for a row that the run does not have.
 */
export async function verifyTask(
  task: LoadedTask,
  { row: index }: VerifyOptions = {},
): Promise<VerifyResult> {
  const { name, resultfile, store, workdir } = task;
  const run = await runIn(new WorkDirectory(workdir));
  if (run !== undefined && index !== undefined && index >= run.space.length) {
    throw noSuchRow(index, name, run.space.length);
  }
  const { certificate, problems, row } =
    index === undefined
      ? { ...(await verifyResult(resultfile, store, run)), row: undefined }
      : await verifyRow(resultfile, store, run, index);
  const base = { task: name, file: resultfile };
  if (run === undefined || certificate === undefined || problems.length > 0) {
    return { ...base, problems: [...problems], verified: false, changes: [] };
  }
  const now = await fingerprintOf(task);
  const isOutdated = changesSince(run, task, now).length > 0;
  const noRows = noRowsWarning(task);
  const found = [
    ...(isOutdated ? ['It is the result of an earlier version of the task.'] : []),
    ...(noRows === undefined ? [] : [noRows.message]),
  ];
  return {
    ...base,
    problems: found,
    verified: found.length === 0,
    rows: certificate.rows.total,
    sha256: certificate.result.sha256,
    ...(certificate.content && { root: certificate.content.root }),
    ...(row && { row: rowFacts(index!, row, certificate) }),
    run: identityOf(run),
    codes: codesOf(certificate.origins),
    ...(certificate.lacking && { lacking: { ...certificate.lacking } }),
    versions: { ...certificate.versions },
    changes: allChangesSince(run, task, now),
  };
}

function rowFacts(
  index: number,
  values: Row,
  { origins }: Certificate,
): NonNullable<VerifyResult['row']> {
  const of = origins.find(({ ranges }) =>
    ranges.some(([start, end]) => index >= start && index < end),
  );
  return { index, values, code: of!.code };
}
