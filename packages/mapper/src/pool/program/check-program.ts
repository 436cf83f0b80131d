import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { isPlainObject, PsyrunError, type ProgramAddress } from '@psyrun/core';
import { isObject } from './decode-values.ts';

/** Throws `PSYRUN_ARGUMENT` for an address that cannot start a program. */
export function checkProgram({ program, load = {}, rows, code = {} }: ProgramAddress): void {
  if (!isObject(program)) throw unusable('program', program, 'an object with argv');
  const { argv, env = {}, cwd, prologue, startTimeout = 1 } = program as ProgramAddress['program'];
  if (!Array.isArray(argv) || argv.length === 0 || !argv.every(isText) || argv[0] === '') {
    throw unusable('argv', argv, 'a list of strings, the program first');
  }
  if (!isObject(env) || !Object.entries(env).flat().every(isText)) {
    throw unusable('env', env, 'an object of strings');
  }
  for (const [name, value] of Object.entries({ cwd, prologue })) {
    if (value !== undefined && !isText(value)) throw unusable(name, value, 'a string');
  }
  if (!(startTimeout > 0 && startTimeout < 2 ** 31)) {
    throw unusable('startTimeout', startTimeout, 'a number of milliseconds above 0');
  }
  if (rows !== undefined && rows !== 'value' && rows !== 'index') {
    throw unusable('rows', rows, "'value' or 'index'");
  }
  if (!isPlainObject(load)) throw unusable('load', load, 'an object');
  if (!isObject(code) || !Object.values(code).every(isText)) {
    throw unusable('code', code, 'an object of digests by path');
  }
}

/** Returns the error of a program whose files have changed; undefined if they are as they were. */
export function changedCode({ code = {} }: ProgramAddress): PsyrunError | undefined {
  const file = Object.keys(code).find((path) => digestOf(path) !== code[path]);
  if (file === undefined) return undefined;
  return new PsyrunError('PSYRUN_RUN_CHANGED', `${file} has changed since the run began.`, {
    hint: 'Undo that and go on with psy run -c, or evaluate all rows again with psy run.',
    fields: { file },
  });
}

function digestOf(path: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return undefined; // It is gone, which is a change.
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}

function unusable(name: string, value: unknown, expected: string): PsyrunError {
  const shown = inspect(value, { depth: 1, maxArrayLength: 5, maxStringLength: 80 });
  return new PsyrunError('PSYRUN_ARGUMENT', `The ${name} of the program is ${shown}.`, {
    hint: `Use ${expected}.`,
  });
}
