import { basename } from 'node:path';
import type { VerifyResult } from '@psyrun/operations';
import { verifyTask } from '@psyrun/operations/results';
import { openTasksOf, type Session } from '../session.ts';
import { coloured, type Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link verifyTasks}. */
export interface VerifyFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

/** `psy verify`: compares results with their certificates. */
export async function verifyTasks(
  names: readonly string[],
  { taskdir, json = false }: VerifyFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  let exitCode: number = EXIT.done;
  // Of a task that could not be loaded nothing was verified, although the others were.
  const skipped = (): void => void (exitCode = EXIT.usage);
  for (const task of await openTasksOf(taskdir, names, session, skipped)) {
    const verified = await verifyTask(task);
    if (json) console.out(JSON.stringify(verified));
    else printText(verified, console);
    if (!verified.verified) exitCode = Math.max(exitCode, EXIT.failed);
  }
  return exitCode;
}

function printText(result: VerifyResult, console: Console): void {
  const { task, file, verified, problems, rows, sha256, changes } = result;
  const name = basename(file);
  console.out(
    verified
      ? `${task}: ${name} is complete: ${rows} rows, sha256 ${sha256}`
      : `${task}: ${name} is not verified. ${problems.join(' ')}`,
  );
  for (const change of changes) {
    console.error(`${coloured('yellow', 'Warning:')} Since it was certified: ${change}`);
  }
}
