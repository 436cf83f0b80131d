import { killTask } from '@psyrun/operations/control';
import { forEachReadTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import { WARNING } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link killTasks}. */
export interface KillFlags extends TaskFlags {
  readonly presumeDead?: boolean;
}

/**
 * `psy kill`: ends the queued and running jobs of tasks, and no others. The exit code is 1 for a task
 * that has none, and if jobs may run that are not proven to be jobs of a task.
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
    const { ended, presumedDead = [], unproven = [] } = killed;
    if (json) console.json(JSON.stringify(killed));
    for (const process of presumedDead) console.error(`Taken for dead: ${process}.`);
    for (const doubt of unproven) {
      console.error(`${doubt} They were not ended.`, WARNING);
    }
    const isDone = ended.length + presumedDead.length > 0;
    if (isDone) console.error(`Task '${task.name}' has been killed.`);
    else if (unproven.length === 0) console.error(`Task '${task.name}' has no unfinished jobs.`);
    return isDone && unproven.length === 0 ? EXIT.done : EXIT.failed;
  });
}
