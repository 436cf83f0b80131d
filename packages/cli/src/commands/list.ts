import { listTasks } from '@psyrun/operations/project';
import { placeOf, printWarnings, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link printTasks}. */
export interface ListFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

/** `psy list`: one name a line. The exit code is 2 if a task file cannot be loaded. */
export async function printTasks(
  { taskdir, json = false }: ListFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  let exitCode: number = EXIT.done;
  const skipped = (): void => void (exitCode = EXIT.usage);
  const list = await listTasks(placeOf(taskdir, session), printWarnings(console, skipped));
  if (json) console.json(JSON.stringify(list));
  else for (const name of list.tasks) console.out(name);
  return exitCode;
}
