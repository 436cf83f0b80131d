import { killTask } from '@psyrun/operations/control';
import { forEachReadTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link killTasks}. */
export interface KillFlags extends TaskFlags {
  readonly presumeDead?: boolean;
}

/**
 * `psy kill`: ends the queued and running jobs of tasks, and no others. The exit code is 1 for a task
 * that has none.
 */
export async function killTasks(
  names: readonly string[],
  flags: KillFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const { json = false, presumeDead = false } = flags;
  return forEachReadTask(names, flags, session, async (task) => {
    const killed = await killTask(task, { presumeDead });
    const { ended, presumedDead = [] } = killed;
    if (json) console.out(JSON.stringify(killed));
    for (const process of presumedDead) console.error(`Taken for dead: ${process}.`);
    const isDone = ended.length + presumedDead.length > 0;
    console.error(`Task '${task.name}' ${isDone ? 'has been killed' : 'has no unfinished jobs'}.`);
    return isDone ? EXIT.done : EXIT.failed;
  });
}
