import { jsonText } from '@psyrun/operations/results';
import { testTask } from '@psyrun/operations/rows';
import type { LoadedTask } from '@psyrun/task';
import { forEachTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { printEvaluation } from '../terminal/print-evaluation.ts';

/** Flags of {@link testTasks}. */
export type TestFlags = TaskFlags;

/** `psy test`: evaluates the first row of each task; writes nothing. The exit code is 1 without a row. */
export async function testTasks(
  names: readonly string[],
  flags: TestFlags,
  session: Session,
): Promise<number> {
  return forEachTask(names, flags, session, (task) =>
    testOne(task, flags.json === true, session.console),
  );
}

async function testOne(task: LoadedTask, json: boolean, console: Console): Promise<number> {
  const print = json ? console.error : console.out;
  print(task.name);
  const tested = await testTask(task, { onLine: print });
  const { evaluation } = tested;
  if (json) console.json(jsonText(tested));
  if (evaluation === undefined) {
    console.error(`The parameter space of task '${task.name}' has no rows to test.`);
    return EXIT.failed;
  }
  if (!json) printEvaluation(evaluation, console);
  return evaluation.kind === 'done' ? EXIT.done : EXIT.failed;
}
