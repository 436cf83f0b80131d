import type { Evaluator, Row } from '@psyrun/core';
import { loadSettings } from './load-settings.ts';

/** Options of {@link taskEvaluator}. */
export interface TaskEvaluatorOptions {
  /** Absolute path of the task file. */
  readonly file: string;
}

/** The evaluator of a task file: its `execute` and `setup`. Worker processes call it. */
export async function taskEvaluator({ file }: TaskEvaluatorOptions): Promise<Evaluator> {
  const { execute, setup } = await loadSettings(file);
  return {
    // loadTask has made sure that there is one.
    evaluate: (row: Row) => execute!(row),
    ...(setup && { setup: async (procId: number) => (await setup(procId)) ?? undefined }),
  };
}
