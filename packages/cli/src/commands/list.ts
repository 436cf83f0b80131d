import { openTasks, type Session } from '../session.ts';
import { DONE } from '../exit-codes.ts';

/** `psy list`: one name a line. */
export async function listTasks(
  { taskdir }: { readonly taskdir: string },
  session: Session,
): Promise<number> {
  for (const { name } of await openTasks(taskdir, [], session)) session.console.out(name);
  return DONE;
}
