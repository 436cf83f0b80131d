import { jsonText } from '@psyrun/operations/results';
import { testTask } from '@psyrun/operations/rows';
import type { LoadedTask } from '@psyrun/task';
import { openTasksOf, type Session } from '../session.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { printEvaluation } from '../terminal/print-evaluation.ts';

/** Flags of {@link testTasks}. */
export interface TestFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

/** `psy test`: evaluates the first row of each task; writes nothing. */
export async function testTasks(
  names: readonly string[],
  { taskdir, json = false }: TestFlags,
  session: Session,
): Promise<number> {
  let exitCode: number = EXIT.done;
  for (const task of await openTasksOf(taskdir, names, session)) {
    exitCode = Math.max(exitCode, await testOne(task, json, session.console));
  }
  return exitCode;
}

async function testOne(task: LoadedTask, json: boolean, console: Console): Promise<number> {
  const print = json ? console.error : console.out;
  print(task.name);
  const tested = await testTask(task, { onLine: print });
  const { evaluation } = tested;
  if (json) console.out(jsonText(tested));
  if (evaluation === undefined) {
    console.error(`The parameter space of task '${task.name}' has no rows to test.`);
    return EXIT.done;
  }
  if (!json) printEvaluation(evaluation, console);
  return evaluation.kind === 'done' ? EXIT.done : EXIT.failed;
}
