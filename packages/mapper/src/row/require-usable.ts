import { inspect } from 'node:util';
import { PsyrunError, type ParameterSpace } from '@psyrun/core';

/** Timers cannot wait longer, and would not wait at all. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Options that would evaluate no row, end every row at once, or start no worker, if wrong. */
export interface NumberOptions {
  readonly concurrency?: number;
  readonly maxMemory?: number;
  readonly timeout?: number;
}

/** Throws `PSYRUN_ARGUMENT` for options that cannot be kept. */
export function requireUsable({
  concurrency = 1,
  maxMemory = 1,
  timeout = 1,
}: NumberOptions): void {
  for (const [name, value] of Object.entries({ concurrency, maxMemory })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw unusable(`The ${name} is ${inspect(value)}.`, 'Give a whole number of at least 1.');
    }
  }
  if (!Number.isFinite(timeout) || timeout <= 0 || timeout > LONGEST_TIMEOUT) {
    throw unusable(
      `The timeout is ${inspect(timeout)}.`,
      'Give milliseconds, above 0 and less than 24 days, or leave it out.',
    );
  }
}

/** Throws `PSYRUN_ARGUMENT` for what is no parameter space: scripts run without types, too. */
export function requireSpace(space: ParameterSpace | undefined): void {
  if (typeof space === 'object' && Array.isArray(space?.keys)) return;
  throw unusable(
    `A parameter space is expected, not ${inspect(space, { depth: 0 })}.`,
    'Make one: param({ key: values }).',
  );
}

/** Throws `PSYRUN_ARGUMENT` for what is no function. */
export function requireFunction(fn: unknown): void {
  if (typeof fn === 'function') return;
  throw unusable(
    `A function is expected, not ${inspect(fn, { depth: 0 })}.`,
    'The address of a function is for mapPspaceParallel.',
  );
}

function unusable(message: string, hint: string): PsyrunError {
  return new PsyrunError('PSYRUN_ARGUMENT', message, { hint });
}
