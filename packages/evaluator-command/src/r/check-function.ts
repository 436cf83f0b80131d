import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startWords } from '@psyrun/core';
import { noFile, noFunction, notValid } from '../program/missing-function.ts';
import type { ROptions } from './r-options.ts';

/**
 * Rejects with `PSYRUN_EVALUATOR` if a file of R is missing or no R, or if it has no such function for
 * sure. Files that it reads by `source` are relative to `folder`. If there is no R on this machine, the jobs
 * may have one.
 */
export async function checkRFunction(
  file: string,
  name: string,
  folder: string,
  { interpreter = 'Rscript', prologue, env, setup }: ROptions,
): Promise<void> {
  if (!existsSync(file)) throw noFile(file, 'r');
  const names = [name, ...(setup === undefined ? [] : [setup])];
  const check = fileURLToPath(new URL('../../r/check_function.R', import.meta.url));
  const argv = [interpreter, '--vanilla', check, file, ...names];
  const [program, ...args] = startWords({ argv, ...(prologue !== undefined && { prologue }) });
  const printed = await promisify(execFile)(program!, args, {
    cwd: folder,
    env: { ...process.env, ...env },
  }).then(
    ({ stdout }) => stdout,
    () => '',
  );
  // A prologue may have printed something before.
  const [, kind, rest = ''] = /^(syntax|missing|ok)\n([^]*)$/m.exec(printed) ?? [];
  if (kind === 'syntax') throw notValid(file, 'R', rest);
  if (kind !== 'missing') return;
  const [missing = '', ...known] = rest.trim().split('\n');
  throw noFunction(file, missing, known);
}
