import type { FsckFile, FsckResult } from '@psyrun/operations';
import { fsckTask } from '@psyrun/operations/fsck';
import { openTasksOf, type Session } from '../session.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link checkTasks}. */
export interface FsckFlags {
  readonly taskdir: string;
  readonly repair?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/**
 * `psy fsck`: reads every file of the work directories of tasks, and repairs them with `--repair`. The
 * exit code is 1 if anything was wrong, also if it was repaired.
 */
export async function checkTasks(
  names: readonly string[],
  { taskdir, repair = false, verbose = false, json = false }: FsckFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  let exitCode: number = EXIT.done;
  const skipped = (): void => void (exitCode = EXIT.usage);
  for (const task of await openTasksOf(taskdir, names, session, skipped)) {
    const result = await fsckTask(task, { repair });
    if (json) console.out(JSON.stringify(result));
    else printText(result, verbose, console);
    if (!result.sound) exitCode = Math.max(exitCode, EXIT.failed);
  }
  return exitCode;
}

function printText(
  { task, sound, repaired, rows, files }: FsckResult,
  verbose: boolean,
  console: Console,
): void {
  console.out(`${task}: ${rows.done} of ${rows.total} rows can be read.`);
  for (const file of files) if (verbose || file.state !== 'sound') console.out(`  ${lineOf(file)}`);
  if (sound) console.out('  All files are sound.');
  else if (!repaired) console.out(`  To repair this: psy fsck --repair ${task}`);
  else if (rows.done < rows.total)
    console.out(`  Then evaluate the other rows: psy run -c ${task}`);
}

function lineOf({ file, state, problem, done }: FsckFile): string {
  const sentences = [problem, done].filter((text) => text !== undefined).join(' ');
  return sentences === '' ? `${file}: ${state}` : `${file}: ${state}. ${sentences}`;
}
