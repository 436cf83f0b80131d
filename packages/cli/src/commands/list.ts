import { listTasks } from '@psyrun/operations/project';
import { placeOf, printWarnings, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link printTasks}. */
export interface ListFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

/** `psy list`: one name a line. */
export async function printTasks(
  { taskdir, json = false }: ListFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const list = await listTasks(placeOf(taskdir, session), printWarnings(console));
  if (json) console.out(JSON.stringify(list));
  else for (const name of list.tasks) console.out(name);
  return EXIT.done;
}
