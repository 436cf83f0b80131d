import { checkStorable } from '@psyrun/columns';
import { recorded, type RowOutcome } from '@psyrun/mapper';
import type { LoadedTask } from '@psyrun/task';
import type { TestResult } from '../schemas/test.ts';
import { evaluateHere } from './evaluate-here.ts';
import { evaluationOf } from './evaluation.ts';

/** Options of `Project.test`. */
export interface TestOptions {
  /** Receives what the function prints, line by line, while it is evaluated. */
  readonly onLine?: (line: string) => void;
}

/**
 * Evaluates the first row of a task in a worker process on this machine. Writes nothing. A row that
 * the store of the result cannot hold has failed, as in a run.
 */
export async function testTask(
  task: LoadedTask,
  { onLine }: TestOptions = {},
): Promise<TestResult> {
  if (task.pspace.length === 0) return { task: task.name, output: [] };
  const row = { index: 0, row: task.pspace.at(0) };
  const { outcome, output } = await evaluateHere(task, row, { ...(onLine && { onLine }) });
  const check = (one: RowOutcome) => {
    if (one.kind === 'done') checkStorable(task.store, one.row, one.index);
  };
  const checked = recorded(outcome, () => row.row, check);
  return { task: task.name, evaluation: evaluationOf(checked), output };
}
