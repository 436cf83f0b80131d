import { errorDetails, isPsyrunError, withoutHint } from '@psyrun/core';
import type { ErrorResult } from '@psyrun/operations';
import { systemErrorText } from './system-error.ts';

/**
 * Returns an error as `--json` prints it.
 *
 * @param task The task that it is about, if the command works on several.
 */
export function errorJson(error: unknown, task?: string): string {
  const result: ErrorResult = {
    ...(task !== undefined && { task }),
    error: { ...detailsOf(error), ...causesOf(error) },
  };
  return JSON.stringify(result, printable);
}

function detailsOf(error: unknown): ErrorResult['error'] {
  if (isPsyrunError(error)) {
    const { code, hint, fields } = error;
    const message = withoutHint(error);
    return { code, message, ...(hint !== undefined && { hint }), fields: { ...fields } };
  }
  const message = error instanceof Error ? error.message : String(error);
  const text = systemErrorText(error);
  if (text === undefined) return { code: 'INTERNAL', message };
  return { code: (error as NodeJS.ErrnoException).code ?? 'INTERNAL', message: text };
}

function causesOf(error: unknown): Omit<ErrorResult['error'], 'code' | 'message'> {
  const { cause, errors, omitted } = errorDetails(error);
  return {
    ...(cause && { cause }),
    ...(errors && { errors }),
    ...(omitted !== undefined && { omitted }),
  };
}

/** JSON has no bigints, and an error as an object is empty. */
function printable(_key: string, value: unknown): unknown {
  if (value instanceof Error) return value.message;
  return typeof value === 'bigint' ? String(value) : value;
}
