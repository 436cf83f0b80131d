import type { FsckFile, FsckResult } from '@psyrun/operations';
import { fsckTask } from '@psyrun/operations/fsck';
import { forEachReadTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import type { Console } from '../terminal/console.ts';
import { bad, doubtful, good, type Line, type Meant } from '../terminal/line.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link checkTasks}. */
export interface FsckFlags extends TaskFlags {
  readonly repair?: boolean;
  readonly verbose?: boolean;
}

/**
 * `psy fsck`: reads every file of the work directories of tasks, and repairs them with `--repair`. The
 * exit code is 1 if anything was wrong, also if it was repaired.
 */
export async function checkTasks(
  names: readonly string[],
  flags: FsckFlags,
  session: Session,
): Promise<number> {
  const { repair = false, verbose = false, json = false } = flags;
  const { console } = session;
  return forEachReadTask(names, flags, session, async (task) => {
    const result = await fsckTask(task, { repair });
    if (json) console.json(JSON.stringify(result));
    else printText(result, verbose, console);
    return result.sound ? EXIT.done : EXIT.failed;
  });
}

function printText(
  { task, sound, repairable, repaired, rows, files }: FsckResult,
  verbose: boolean,
  console: Console,
): void {
  console.out(`${task}: ${rows.done} of ${rows.total} rows can be read.`);
  for (const file of files) if (verbose || file.state !== 'sound') console.out(lineOf(file));
  if (sound) console.out(['  All files are ', good('sound'), '.']);
  else if (repairable) console.out(`  To repair this: psy fsck --repair ${task}`);
  else if (repaired && rows.done < rows.total)
    console.out(`  Then evaluate the other rows: psy run -c ${task}`);
}

function lineOf({ file, state, problem, done }: FsckFile): Line {
  const sentences = [problem, done].filter((text) => text !== undefined).join(' ');
  return [`  ${file}: `, meant(state), sentences === '' ? '' : `. ${sentences}`];
}

function meant(state: FsckFile['state']): Meant | string {
  if (state === 'sound') return good(state);
  return state === 'leftover' || state === 'foreign' ? doubtful(state) : bad(state);
}
