import { inspect } from 'node:util';
import { PsyrunError, type Evaluator, type Row } from '@psyrun/core';
import { loadSettings } from './load-settings.ts';

/** Options of {@link taskEvaluator}. */
export interface TaskEvaluatorOptions {
  /** Absolute path of the task file. */
  readonly file: string;
}

/**
 * The evaluator of a task file: its `execute` and `setup`. Worker processes call it.
 *
 * Its `setup` throws `PSYRUN_EVALUATOR` if that of the file returns something else than an object of
 * resources by key: what it returns is added to rows key by key, and all else would be lost.
 */
export async function taskEvaluator({ file }: TaskEvaluatorOptions): Promise<Evaluator> {
  const { execute, setup } = await loadSettings(file);
  return {
    // loadTask has made sure that there is one.
    evaluate: (row: Row) => execute!(row),
    ...(setup && { setup: async (procId: number) => resources(file, await setup(procId)) }),
  };
}

function resources(file: string, returned: unknown): Row | undefined {
  if (returned === undefined || returned === null) return undefined;
  if (isPlain(returned)) return returned;
  const what = inspect(returned, { depth: 0, maxArrayLength: 3, maxStringLength: 30 });
  throw new PsyrunError('PSYRUN_EVALUATOR', `${file}: setup returned ${what}.`, {
    hint: 'Return an object of what execute is to be given, by key, as in { model }.',
    fields: { file },
  });
}

/** Whether all of a value is in its own keys: `{ … }`, or what an import gives. */
function isPlain(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
