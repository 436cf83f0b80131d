import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isPsyrunError, type DescribeOptions, type PsyrunError } from '@psyrun/core';
import { pythonFor } from '@psyrun/evaluator-command/internal';
import { askPython, type AnsweredPython, type AnsweredSettings } from './ask-python.ts';
import { errorOfFile } from './error-of-file.ts';

/** The answer of Python about a file. */
export interface AnswerOfFile<T> {
  readonly task: T;
  readonly python: AnsweredPython;
  /** Absolute path of `psy-conf.py`, if there is one. */
  readonly conf?: string;
}

type Answers<T> = Map<string, AnswerOfFile<T> | PsyrunError>;

interface AskOptions extends DescribeOptions {
  readonly settingsOnly?: boolean;
}

/**
 * Resolves to what Python tells of task files. Files that import what the interpreter lacks are described
 * by the one that they name.
 */
export async function answersOfFiles<T extends AnsweredSettings>(
  files: readonly string[],
  options: AskOptions,
): Promise<Answers<T>> {
  const interpreter = pythonFor(resolve(options.cwd, options.taskdir));
  return answersBy(interpreter, files, options, true);
}

async function answersBy<T extends AnsweredSettings>(
  interpreter: string,
  files: readonly string[],
  options: AskOptions,
  mayAskOthers: boolean,
): Promise<Answers<T>> {
  const { cwd, ...rest } = options;
  const conf = join(rest.taskdir, 'psy-conf.py');
  const hasConf = existsSync(resolve(cwd, conf));
  const request = { ...rest, files, ...(hasConf && { conf }) };
  const answer = await askPython<T>(interpreter, cwd, request);
  const askOther = (python: string, some: readonly string[]) =>
    answersBy<T>(python, some, options, false);
  if ('conf' in answer) {
    const { python, error } = answer.conf;
    if (python && mayAskOthers) return askOther(python, files);
    throw errorOfFile(conf, error);
  }
  const { tasks, python } = answer;
  const place = { python, ...(hasConf && { conf: resolve(cwd, conf) }) };
  const answers: Answers<T> = new Map();
  const others = new Map<string, string[]>();
  for (const [file, task] of Object.entries(tasks)) {
    const isFailed = 'error' in task;
    if (isFailed && task.python && mayAskOthers) {
      others.set(task.python, [...(others.get(task.python) ?? []), file]);
    }
    answers.set(file, isFailed ? errorOfFile(file, task.error) : { task, ...place });
  }
  for (const [other, some] of others) {
    const found = await askOther(other, some).catch((error: unknown) => failedAll(some, error));
    for (const [file, one] of found) answers.set(file, one);
  }
  return answers;
}

/** Returns the error of an interpreter as that of each of its files. */
function failedAll(files: readonly string[], error: unknown): Map<string, PsyrunError> {
  if (!isPsyrunError(error)) throw error;
  return new Map(files.map((file) => [file, error]));
}
