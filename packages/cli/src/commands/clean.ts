import { cleanTask, generatedBy } from '@psyrun/operations/control';
import type { LoadedTask } from '@psyrun/task';
import { readTasksOf, type Session } from '../session.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link cleanTasks}. */
export interface CleanFlags {
  readonly taskdir: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/**
 * `psy clean`: removes the work directories of tasks, and results that are elsewhere. It asks at a
 * terminal. Throws `PSYRUN_RUN_ACTIVE` for a task with jobs, before anything of it is removed.
 */
export async function cleanTasks(
  names: readonly string[],
  flags: CleanFlags,
  session: Session,
): Promise<number> {
  for (const task of await readTasksOf(flags.taskdir, names, session)) {
    if (!(await clean(task, flags, session.console))) return EXIT.failed;
  }
  return EXIT.done;
}

/** Returns false if somebody said no. */
async function clean(
  task: LoadedTask,
  { yes = false, json = false }: CleanFlags,
  console: Console,
): Promise<boolean> {
  const found = generatedBy(task);
  if (found.length === 0) console.error(`There is nothing to remove for task '${task.name}'.`);
  const question = `Remove ${found.join(' and ')}?`;
  if (found.length > 0 && !yes && !((await console.confirm?.(question)) ?? true)) {
    if (json) console.out(JSON.stringify({ task: task.name, found, removed: [] }));
    return false;
  }
  const print = json ? console.error : console.out;
  const cleaned = await cleanTask(task, { onRemove: (path) => print(`rm ${path}`) });
  if (json) console.out(JSON.stringify(cleaned));
  return true;
}
