import { PsyrunError } from '@psyrun/core';
import type { PythonError } from './ask-python.ts';

/** Returns the error of a file that Python could not load, or whose settings cannot be used. */
export function errorOfFile(file: string, { name, message, traceback }: PythonError): PsyrunError {
  if (traceback === null) {
    return new PsyrunError('PSYRUN_TASK_INVALID', `${file}: ${message}`, { fields: { file } });
  }
  const cause = Object.assign(new Error(message), { name, stack: traceback.trimEnd() });
  const text = `${file} could not be loaded: ${name}: ${message.replace(/\s*\n\s*/g, ' ')}`;
  return new PsyrunError('PSYRUN_TASK_LOAD', text, { fields: { file }, cause });
}
