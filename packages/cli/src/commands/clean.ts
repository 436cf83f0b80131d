import { cleanTask, generatedBy } from '@psyrun/operations/control';
import type { LoadedTask } from '@psyrun/task';
import { forEachReadTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import { PsyrunError } from '@psyrun/core';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link cleanTasks}. */
export interface CleanFlags extends TaskFlags {
  readonly yes?: boolean;
}

/**
 * `psy clean`: removes the work directories of tasks, and results that are elsewhere. It asks at a
 * terminal, and needs `--yes` elsewhere. The exit code is 1 for a task with jobs, of which nothing is removed, for one without files,
 * and if somebody says no.
 */
export async function cleanTasks(
  names: readonly string[],
  flags: CleanFlags,
  session: Session,
): Promise<number> {
  return forEachReadTask(names, flags, session, (task) => clean(task, flags, session.console));
}

async function clean(
  task: LoadedTask,
  { yes = false, json = false }: CleanFlags,
  console: Console,
): Promise<number> {
  const found = generatedBy(task);
  if (found.length > 0 && !yes && !(await isConfirmed(task, found, console))) {
    if (json) console.json(JSON.stringify({ task: task.name, found, removed: [] }));
    return EXIT.failed;
  }
  const print = json ? console.error : console.out;
  const cleaned = await cleanTask(task, { onRemove: (path) => print(`rm ${path}`) });
  if (json) console.json(JSON.stringify(cleaned));
  if (found.length > 0) return EXIT.done;
  console.error(`There is nothing to remove for task '${task.name}'.`);
  return EXIT.failed;
}

async function isConfirmed(
  { name }: LoadedTask,
  found: readonly string[],
  { confirm }: Console,
): Promise<boolean> {
  const what = found.join(' and ');
  if (confirm !== undefined) return confirm(`Remove ${what}?`);
  throw new PsyrunError(
    'PSYRUN_USAGE',
    `This would remove ${what}, and nobody can be asked here.`,
    {
      hint: `To remove it without a question: psy clean --yes ${name}`,
      fields: { task: name, found },
    },
  );
}
