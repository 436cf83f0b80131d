import { inspect } from 'node:util';
import { isPlainObject, PsyrunError, type Evaluator, type Row } from '@psyrun/core';
import { codeOf } from '../code/code-of.ts';
import { taskImports } from '../modules/task-imports.ts';
import { tellFolder } from './tell-folder.ts';
import { loadSettings } from '../settings/load-settings.ts';

/** Options of {@link taskEvaluator}. */
export interface TaskEvaluatorOptions {
  /** Absolute path of the task file. */
  readonly file: string;
  /** Digests of its code when the run began, by path. */
  readonly code: Readonly<Record<string, string>>;
}

/**
 * Resolves to the evaluator of a task file, made of its `execute` and `setup`. Worker processes call
 * this function.
 *
 * Throws `PSYRUN_RUN_CHANGED` if the code has changed since the run began. Workers start at any time
 * during a run, and a result must not contain rows of different code.
 *
 * `setup` of the evaluator throws `PSYRUN_EVALUATOR` if `setup` of the file returns anything else than
 * an object of resources by key. Its members are added to each row, and other values would be lost.
 */
export async function taskEvaluator({ file, code }: TaskEvaluatorOptions): Promise<Evaluator> {
  const { execute, setup } = await loadSettings(file);
  requireSame(code, await codeOf(await taskImports(file)));
  return {
    // loadTask has checked that execute exists.
    evaluate: (row: Row) => tellFolder(file, () => execute!(row)),
    ...(setup && {
      setup: async (procId: number) => resources(file, await tellFolder(file, () => setup(procId))),
    }),
  };
}

/** Throws if the digests differ. Paths may differ, because machines may mount folders elsewhere. */
function requireSame(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): void {
  const known = new Set(Object.values(before));
  const present = new Set(Object.values(now));
  const changed = Object.keys(now).filter((file) => !known.has(now[file]!));
  const gone = Object.keys(before).filter((file) => !present.has(before[file]!));
  const [file] = [...changed, ...gone];
  if (file === undefined) return;
  throw new PsyrunError('PSYRUN_RUN_CHANGED', `${file} has changed since the run began.`, {
    hint: 'Undo that and go on with psy run -c, or evaluate all rows again with psy run.',
    fields: { changed, gone },
  });
}

function resources(file: string, returned: unknown): Row | undefined {
  if (returned === undefined || returned === null) return undefined;
  if (isPlainObject(returned)) return returned;
  const what = inspect(returned, { depth: 0, maxArrayLength: 3, maxStringLength: 30 });
  throw new PsyrunError('PSYRUN_EVALUATOR', `${file}: setup returned ${what}.`, {
    hint: 'Return an object of resources by key, such as { model }.',
    fields: { file },
  });
}
