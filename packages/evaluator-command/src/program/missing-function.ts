import { nearest, PsyrunError } from '@psyrun/core';

/** The maximum number of names in a message. */
const MOST_NAMES = 20;

/** Returns the error for a file that is not there. `language` is the function that got its path. */
export function noFile(file: string, language: 'python' | 'r'): PsyrunError {
  return new PsyrunError('PSYRUN_EVALUATOR', `There is no file ${file}.`, {
    hint: `A path in ${language}() is relative to the task file.`,
    fields: { file },
  });
}

/** Returns the error for a name that is not among the functions of a file. */
export function noFunction(file: string, name: string, known: readonly string[]): PsyrunError {
  const near = nearest(name.split('.').at(-1)!, known);
  const names = known.slice(0, MOST_NAMES).join(', ') + (known.length > MOST_NAMES ? ', …' : '');
  return new PsyrunError(
    'PSYRUN_EVALUATOR',
    `${file} has no function ${name}. It has: ${names || 'none'}.`,
    {
      hint: near === undefined ? 'Name one of its functions.' : `Did you mean ${near}?`,
      fields: { file, name, known },
    },
  );
}

/** Returns the error for a file with an error of syntax. `explanation` is that of the language. */
export function notValid(file: string, language: string, explanation: string): PsyrunError {
  const text = `${file} is not valid ${language}. Correct it:\n${explanation.trim()}`;
  return new PsyrunError('PSYRUN_EVALUATOR', text, { fields: { file } });
}
