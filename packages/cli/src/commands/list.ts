import { DONE } from '../terminal/exit-codes.ts';
import { listedTasks, type Session } from '../session.ts';

/** `psy list`: one name a line. */
export async function listTasks(
  { taskdir }: { readonly taskdir: string },
  session: Session,
): Promise<number> {
  for (const name of await listedTasks(taskdir, session)) session.console.out(name);
  return DONE;
}
