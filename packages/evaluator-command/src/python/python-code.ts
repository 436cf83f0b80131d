import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { PsyrunError, startWords, type ProgramStart } from '@psyrun/core';
import { noFile, noFunction, notValid } from '../program/missing-function.ts';
import { pythonCodeReader } from './python-files.ts';

/** The code of a Python function, before it is loaded. */
export interface PythonCode {
  /** The digests of its module and of the modules beside it that it imports, by absolute path. */
  readonly code: Readonly<Record<string, string>>;
  /** The reason why it cannot be loaded; null if there is none, or if only loading can tell. */
  readonly problem: Problem | null;
}

type Problem =
  | { readonly syntax: string }
  | { readonly module: string }
  | { readonly function: string; readonly place: string; readonly known: readonly string[] };

/**
 * Resolves to the code of Python functions. Comments and formatting do not count. Nothing of it is
 * executed.
 */
export async function pythonCode(
  { argv: [python], prologue, env, cwd }: ProgramStart,
  what: readonly ['file' | 'module', string],
  functions: readonly string[],
): Promise<PythonCode> {
  if (what[0] === 'file' && !existsSync(what[1])) throw noFile(what[1], 'python');
  const argv = [python!, ...pythonCodeReader(), ...what, cwd ?? process.cwd(), ...functions];
  const [program, ...args] = startWords({ argv, ...(prologue !== undefined && { prologue }) });
  try {
    const { stdout } = await promisify(execFile)(program!, args, {
      env: { ...process.env, ...env },
      maxBuffer: 2 ** 26,
    });
    // A prologue may have printed something before.
    return JSON.parse(stdout.slice(stdout.lastIndexOf('{"code"'))) as PythonCode;
  } catch (cause) {
    if (prologue === undefined && (cause as { code?: unknown }).code === 'ENOENT') {
      throw noInterpreter(python!, cause);
    }
    const { stderr = '', message } = cause as { stderr?: string; message: string };
    throw new PsyrunError(
      'PSYRUN_EVALUATOR',
      `The code of ${what[1]} cannot be read with ${python}: ${stderr.trim().split('\n').at(-1) || message}.`,
      { fields: { python, [what[0]]: what[1] }, cause },
    );
  }
}

/** Throws `PSYRUN_EVALUATOR` if the functions cannot be loaded for sure. */
export function refuseProblem({ problem }: PythonCode, what: readonly [string, string]): void {
  if (problem === null) return;
  if ('function' in problem) {
    const place = problem.place.startsWith('the class')
      ? `${problem.place} of ${what[1]}`
      : what[1];
    throw noFunction(place, problem.function, problem.known);
  }
  if ('syntax' in problem) throw notValid(what[1], 'Python', problem.syntax);
  throw new PsyrunError('PSYRUN_EVALUATOR', `Python finds no module ${problem.module}.`, {
    hint: 'A module is looked up in the folder of the task file and among the installed ones. Write ./model.py for a file.',
    fields: { module: problem.module },
  });
}

function noInterpreter(python: string, cause: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_EVALUATOR', `There is no program ${python}.`, {
    hint: 'Name a Python that is there, with the option interpreter of python() or with PSYRUN_PYTHON.',
    fields: { python },
    cause,
  });
}
