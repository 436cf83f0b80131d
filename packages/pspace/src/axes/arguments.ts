import { PsyrunError } from '@psyrun/core';
import { shown } from './shown.ts';

/** Throws `PSYRUN_ARGUMENT`, naming the argument, unless all are finite numbers. */
export function finite(builder: string, args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    if (!Number.isFinite(value)) throw unusable(builder, name, value, 'a finite number');
  }
}

/** Throws `PSYRUN_ARGUMENT` unless `count` is an integer from 0 to 2^53. */
export function wholeCount(builder: string, count: number): void {
  if (!(Number.isInteger(count) && count >= 0 && count <= 2 ** 53)) {
    throw unusable(builder, 'count', count, 'an integer from 0 to 2^53');
  }
}

/** Returns the error for an argument of a builder with a wrong value. */
export function unusable(
  builder: string,
  name: string,
  value: unknown,
  expected: string,
): PsyrunError {
  return new PsyrunError(
    'PSYRUN_ARGUMENT',
    `The argument ${name} of ${builder} is ${shown(value)}; expected ${expected}.`,
    { fields: { argument: name } },
  );
}
