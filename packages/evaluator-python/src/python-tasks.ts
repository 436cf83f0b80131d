import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DescribedTask, DescribeOptions, PsyrunError, TaskLanguage } from '@psyrun/core';
import { pythonFor } from '@psyrun/evaluator-command/internal';
import { askPython } from './ask-python.ts';
import { describedTask } from './described-task.ts';
import { errorOfFile } from './error-of-file.ts';

/**
 * Task files in Python: `task_<name>.py` with a function `execute` and a space `pspace`, and `psy-conf.py`
 * with defaults for all of them. Files that were written for psyrun 0.8 in Python run unchanged.
 *
 * The interpreter is that of `PSYRUN_PYTHON`, of the active virtual or Conda environment, of a `.venv` in
 * the folder or above, or `python3` or `python`. One process describes all files of a call.
 */
export class PythonTasks implements TaskLanguage {
  readonly suffix = '.py';

  /** Throws `PSYRUN_EVALUATOR` if there is no Python, and `PSYRUN_TASK_LOAD` for a `psy-conf.py` that fails. */
  async describe(
    files: readonly string[],
    { taskdir, cwd }: DescribeOptions,
  ): Promise<ReadonlyMap<string, DescribedTask | PsyrunError>> {
    const folder = resolve(cwd, taskdir);
    const conf = join(taskdir, 'psy-conf.py');
    const hasConf = existsSync(resolve(cwd, conf));
    const answer = await askPython(pythonFor(folder), cwd, {
      ...{ taskdir, files },
      ...(hasConf && { conf }),
    });
    if ('conf' in answer) throw errorOfFile(conf, answer.conf.error);
    const { tasks, python } = answer;
    const place = { python, ...(hasConf && { conf: resolve(cwd, conf) }) };
    const described = Object.entries(tasks).map(([file, task]) => {
      const path = resolve(cwd, file);
      const description =
        'error' in task ? errorOfFile(file, task.error) : describedTask(path, task, place);
      return [file, description] as const;
    });
    return new Map(described);
  }
}
