import { resolve } from 'node:path';
import {
  isPsyrunError,
  type DescribedTask,
  type DescribeOptions,
  type PsyrunError,
  type TaskLanguage,
} from '@psyrun/core';
import { answersOfFiles } from './answers-of-files.ts';
import type { AnsweredSettings, AnsweredTask } from './ask-python.ts';
import { settingsOf } from './settings-of.ts';

/**
 * Task files in Python: `task_<name>.py` with a function `execute` and a space `pspace`, and `psy-conf.py`
 * with defaults for all of them. Files that were written for psyrun 0.8 in Python run unchanged.
 *
 * The interpreter is that of `PSYRUN_PYTHON`, of the active virtual or Conda environment, of a `.venv` in
 * the folder or above, or `python3` or `python`. One process describes all files of a call. Files that
 * import what this interpreter lacks are described by the one that their setting `python` names.
 */
export class PythonTasks implements TaskLanguage {
  readonly suffix = '.py';

  /** Throws `PSYRUN_EVALUATOR` if there is no Python, and `PSYRUN_TASK_LOAD` for a `psy-conf.py` that fails. */
  async describe(
    files: readonly string[],
    options: DescribeOptions,
  ): Promise<ReadonlyMap<string, DescribedTask | PsyrunError>> {
    // The modules are loaded while Python works.
    const [answers, { describedTask }] = await Promise.all([
      answersOfFiles<AnsweredTask>(files, options),
      import('./described-task.ts'),
    ]);
    return mapped(answers, ({ task, ...place }, file) =>
      describedTask(resolve(options.cwd, file), task, place),
    );
  }

  /** Throws as {@link describe} does. */
  async settings(
    files: readonly string[],
    options: DescribeOptions,
  ): Promise<ReadonlyMap<string, DescribedTask['settings'] | PsyrunError>> {
    const answers = await answersOfFiles<AnsweredSettings>(files, {
      ...options,
      settingsOnly: true,
    });
    // The number of rows is not known, and does not matter.
    return mapped(answers, ({ task }) => settingsOf(task.settings, 1));
  }
}

function mapped<T, U>(
  answers: ReadonlyMap<string, T | PsyrunError>,
  make: (answer: T, file: string) => U,
): Map<string, U | PsyrunError> {
  return new Map(
    [...answers].map(([file, answer]) => [
      file,
      isPsyrunError(answer) ? answer : make(answer, file),
    ]),
  );
}
