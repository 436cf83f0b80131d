import { killTask } from '@psyrun/operations/control';
import { readTasksOf, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link killTasks}. */
export interface KillFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

/** `psy kill`: ends the queued and running jobs of tasks, and no others. */
export async function killTasks(
  names: readonly string[],
  { taskdir, json = false }: KillFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  for (const task of await readTasksOf(taskdir, names, session)) {
    const killed = await killTask(task);
    if (json) console.out(JSON.stringify(killed));
    const what = killed.ended.length === 0 ? 'has no unfinished jobs' : 'has been killed';
    console.error(`Task '${task.name}' ${what}.`);
  }
  return EXIT.done;
}
