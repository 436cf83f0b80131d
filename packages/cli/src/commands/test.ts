import type { LoadedTask } from '@psyrun/task';
import { evaluateHere } from '../evaluate-here.ts';
import { DONE } from '../terminal/exit-codes.ts';
import { printOutcome } from '../print-outcome.ts';
import { openTasks, type Session } from '../session.ts';

/** `psy test`: evaluates the first row of each task; writes nothing. */
export async function testTasks(
  names: readonly string[],
  { taskdir }: { readonly taskdir: string },
  session: Session,
): Promise<number> {
  let exitCode = DONE;
  for (const task of await openTasks(taskdir, names, session)) {
    exitCode = Math.max(exitCode, await testTask(task, session));
  }
  return exitCode;
}

async function testTask(task: LoadedTask, { console }: Session): Promise<number> {
  console.out(task.name);
  if (task.pspace.length === 0) {
    console.error(`The parameter space of task '${task.name}' has no rows to test.`);
    return DONE;
  }
  const row = { index: 0, row: task.pspace.at(0) };
  const outcome = await evaluateHere(task, row, { onLine: (line) => console.out(line) });
  return printOutcome(outcome, console);
}
