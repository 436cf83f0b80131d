import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  isPsyrunError,
  type DescribedTask,
  type DescribeOptions,
  type PsyrunError,
  type TaskLanguage,
} from '@psyrun/core';
import { pythonFor } from '@psyrun/evaluator-command/internal';
import { askPython } from './ask-python.ts';
import { describedTask } from './described-task.ts';
import { errorOfFile } from './error-of-file.ts';

type Descriptions = Map<string, DescribedTask | PsyrunError>;

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
    return describedBy(pythonFor(resolve(options.cwd, options.taskdir)), files, options, true);
  }
}

async function describedBy(
  interpreter: string,
  files: readonly string[],
  options: DescribeOptions,
  mayAskOthers: boolean,
): Promise<Descriptions> {
  const { taskdir, cwd } = options;
  const conf = join(taskdir, 'psy-conf.py');
  const hasConf = existsSync(resolve(cwd, conf));
  const answer = await askPython(interpreter, cwd, { taskdir, files, ...(hasConf && { conf }) });
  const askOther = (python: string, some: readonly string[]) =>
    describedBy(python, some, options, false);
  if ('conf' in answer) {
    const { python, error } = answer.conf;
    if (python && mayAskOthers) return askOther(python, files);
    throw errorOfFile(conf, error);
  }
  const { tasks, python } = answer;
  const place = { python, ...(hasConf && { conf: resolve(cwd, conf) }) };
  const described: Descriptions = new Map();
  const others = new Map<string, string[]>();
  for (const [file, task] of Object.entries(tasks)) {
    const isFailed = 'error' in task;
    if (isFailed && task.python && mayAskOthers) {
      others.set(task.python, [...(others.get(task.python) ?? []), file]);
    }
    const description = isFailed
      ? errorOfFile(file, task.error)
      : describedTask(resolve(cwd, file), task, place);
    described.set(file, description);
  }
  for (const [other, some] of others) {
    const found = await askOther(other, some).catch((error: unknown) => failedAll(some, error));
    for (const [file, description] of found) described.set(file, description);
  }
  return described;
}

/** Returns the error of an interpreter as that of each of its files. */
function failedAll(files: readonly string[], error: unknown): Descriptions {
  if (!isPsyrunError(error)) throw error;
  return new Map(files.map((file) => [file, error]));
}
