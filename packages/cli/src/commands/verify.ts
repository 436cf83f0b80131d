import { basename } from 'node:path';
import { differences, fingerprintOf, verifyResult } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { coloured, type Console } from '../terminal/console.ts';
import { DONE, FAILED, USAGE } from '../terminal/exit-codes.ts';
import { openTasks, type Session } from '../session.ts';

/** `psy verify`: holds results against their certificates. */
export async function verifyTasks(
  names: readonly string[],
  { taskdir }: { readonly taskdir: string },
  session: Session,
): Promise<number> {
  let exitCode = DONE;
  // Of what could not be loaded nothing was verified, although the others were.
  const skipped = (): void => void (exitCode = USAGE);
  for (const task of await openTasks(taskdir, names, session, skipped)) {
    exitCode = Math.max(exitCode, await verifyTask(task, session.console));
  }
  return exitCode;
}

async function verifyTask(task: LoadedTask, console: Console): Promise<number> {
  const { certificate, problems } = await verifyResult(task.resultfile, task.store);
  const name = basename(task.resultfile);
  if (certificate === undefined || problems.length > 0) {
    console.out(`${task.name}: ${name} is not verified. ${problems.join(' ')}`);
    return FAILED;
  }
  const { rows, result, fingerprint } = certificate;
  console.out(`${task.name}: ${name} is complete: ${rows.total} rows, sha256 ${result.sha256}`);
  for (const change of differences(fingerprint, await fingerprintOf(task))) {
    console.error(`${coloured('yellow', 'Warning:')} Since it was certified: ${change}`);
  }
  return DONE;
}
