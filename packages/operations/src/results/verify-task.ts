import { allChanges, fingerprintOf, verifyResult } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { VerifyResult } from '../schemas/verify.ts';

/** Compares bytes, digest and rows of a task's result with its certificate. */
export async function verifyTask(task: LoadedTask): Promise<VerifyResult> {
  const { name, resultfile, store } = task;
  const { certificate, problems } = await verifyResult(resultfile, store);
  const base = { task: name, file: resultfile, problems: [...problems] };
  if (certificate === undefined || problems.length > 0) {
    return { ...base, verified: false, changes: [] };
  }
  const { rows, result, fingerprint } = certificate;
  const changes = allChanges(fingerprint, await fingerprintOf(task));
  return { ...base, verified: true, rows: rows.total, sha256: result.sha256, changes };
}
