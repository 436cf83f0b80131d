import { execFile } from 'node:child_process';
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
  const argv = [python!, PYTHON_DIGEST, ...what, cwd ?? process.cwd()];
  const [program, ...args] = startWords({ argv, ...(prologue !== undefined && { prologue }) });
  try {
    const { stdout } = await promisify(execFile)(program!, args, {
      env: { ...process.env, ...env },
      maxBuffer: 2 ** 26,
    });
    return JSON.parse(stdout.slice(stdout.lastIndexOf('{'))) as Record<string, string>;
  } catch (cause) {
    const { stderr = '', message } = cause as { stderr?: string; message: string };
    throw new PsyrunError(
      'PSYRUN_EVALUATOR',
      `The code of ${what[1]} cannot be read with ${python}: ${stderr.trim().split('\n').at(-1) || message}.`,
      { fields: { python, [what[0]]: what[1] }, cause },
    );
  }
}
