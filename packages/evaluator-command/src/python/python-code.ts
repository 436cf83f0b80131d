import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { PsyrunError, startWords, type ProgramStart } from '@psyrun/core';
import { PYTHON_DIGEST } from './python-files.ts';

/**
 * Resolves to the digests of a Python module and of the modules beside it that it imports, by
 * absolute path. Comments and formatting do not count. Nothing of them is executed.
 */
export async function pythonCode(
  { argv: [python], prologue, env, cwd }: ProgramStart,
  what: readonly ['file' | 'module', string],
): Promise<Record<string, string>> {
  if (what[0] === 'file' && !existsSync(what[1])) throw noFile(what[1]);
  const argv = [python!, PYTHON_DIGEST, ...what, cwd ?? process.cwd()];
  const [program, ...args] = startWords({ argv, ...(prologue !== undefined && { prologue }) });
  try {
    const { stdout } = await promisify(execFile)(program!, args, {
      env: { ...process.env, ...env },
      maxBuffer: 2 ** 26,
    });
    return JSON.parse(stdout.slice(stdout.lastIndexOf('{'))) as Record<string, string>;
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

function noFile(file: string): PsyrunError {
  return new PsyrunError('PSYRUN_EVALUATOR', `There is no file ${file}.`, {
    hint: 'A path in python() is relative to the task file.',
    fields: { file },
  });
}

function noInterpreter(python: string, cause: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_EVALUATOR', `There is no program ${python}.`, {
    hint: 'Name a Python that is there, with the option interpreter of python() or with PSYRUN_PYTHON.',
    fields: { python },
    cause,
  });
}
