import {
  allChangesSince,
  fingerprintOf,
  identityOf,
  runIn,
  verifyResult,
  WorkDirectory,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { VerifyResult } from '../schemas/verify.ts';
import { codesOf } from './codes-of.ts';

/** Compares bytes, digest and rows of a task's result with its certificate and its run. */
export async function verifyTask(task: LoadedTask): Promise<VerifyResult> {
  const { name, resultfile, store, workdir } = task;
  const run = await runIn(new WorkDirectory(workdir));
  const { certificate, problems } = await verifyResult(resultfile, store, run);
  const base = { task: name, file: resultfile, problems: [...problems] };
  if (run === undefined || certificate === undefined || problems.length > 0) {
    return { ...base, verified: false, changes: [] };
  }
  return {
    ...base,
    verified: true,
    rows: certificate.rows.total,
    sha256: certificate.result.sha256,
    run: identityOf(run),
    codes: codesOf(certificate.origins),
    changes: allChangesSince(run, task, await fingerprintOf(task)),
  };
}
