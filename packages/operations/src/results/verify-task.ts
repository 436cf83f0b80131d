import {
  allChangesSince,
  changesSince,
  fingerprintOf,
  identityOf,
  runIn,
  verifyResult,
  WorkDirectory,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { VerifyResult } from '../schemas/verify.ts';
import { noRowsWarning } from '../run/no-rows.ts';
import { codesOf } from '../status/codes-of.ts';

/**
 * Compares bytes, digest and rows of a task's result with its certificate, its run and the present
 * task. A result that is what was certified is not verified if the task has changed since, or if its space has no
 * rows although it does not say that it may.
 */
export async function verifyTask(task: LoadedTask): Promise<VerifyResult> {
  const { name, resultfile, store, workdir } = task;
  const run = await runIn(new WorkDirectory(workdir));
  const { certificate, problems } = await verifyResult(resultfile, store, run);
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
    run: identityOf(run),
    codes: codesOf(certificate.origins),
    ...(certificate.lacking && { lacking: { ...certificate.lacking } }),
    versions: { ...certificate.versions },
    changes: allChangesSince(run, task, now),
  };
}
