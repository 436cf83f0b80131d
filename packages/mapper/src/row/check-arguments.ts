import { PsyrunError, type ParameterSpace, type Store } from '@psyrun/core';
import { inspect } from '../platform/node.ts';

/** A timer with a longer delay fires at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Options that, if wrong, would evaluate no row, end every row at once, or start no worker. */
export interface NumberOptions {
  readonly concurrency?: number;
  readonly maxMemory?: number;
  readonly memoryPerWorker?: number;
  readonly rowsPerWorker?: number;
  readonly timeout?: number;
}

/** Throws `PSYRUN_ARGUMENT` for option values that are out of range. */
export function checkNumberOptions({
  concurrency = 1,
  maxMemory = 1,
  memoryPerWorker = 1,
  rowsPerWorker = 1,
  timeout = 1,
}: NumberOptions): void {
  const counts = { concurrency, maxMemory, memoryPerWorker, rowsPerWorker };
  for (const [name, value] of Object.entries(counts)) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw unusable(`The ${name} is ${inspect(value)}.`, 'Use an integer of at least 1.');
    }
  }
  if (!Number.isFinite(timeout) || timeout <= 0 || timeout > LONGEST_TIMEOUT) {
    throw unusable(
      `The timeout is ${inspect(timeout)}.`,
      'Use milliseconds, more than 0 and less than 24 days, or omit the option.',
    );
  }
}

/**
 * Throws `PSYRUN_ARGUMENT` if `space` is not a parameter space. Scripts without types need this
 * check.
 */
export function requireSpace(space: ParameterSpace | undefined): void {
  if (typeof space === 'object' && Array.isArray(space?.keys)) return;
  throw unusable(
    `Expected a parameter space, got ${inspect(space, { depth: 0 })}.`,
    'Create one with param({ key: values }).',
  );
}

/** Throws `PSYRUN_ARGUMENT` if `store` lacks a member of {@link Store}, or if `file` is not a path. */
export function requireStore(file: unknown, store: Partial<Store> | undefined): void {
  if (typeof file !== 'string' || file === '') {
    throw unusable(`Expected the path of a file, got ${inspect(file, { depth: 0 })}.`, CALL);
  }
  const { ext, capabilities, save } = store ?? {};
  const isStore = typeof ext === 'string' && typeof save === 'function';
  if (isStore && capabilities !== undefined) return;
  throw unusable(`Expected a store, got ${inspect(store, { depth: 0 })}.`, CALL);
}

const CALL = 'Call mapPspaceHddBacked(fn, space, file, store), with new NpzStore() as the store.';

/** Throws `PSYRUN_ARGUMENT` if `fn` is not a function. */
export function requireFunction(fn: unknown): void {
  if (typeof fn === 'function') return;
  throw unusable(
    `Expected a function, got ${inspect(fn, { depth: 0 })}.`,
    'Addresses of functions are for mapPspaceParallel.',
  );
}

function unusable(message: string, hint: string): PsyrunError {
  return new PsyrunError('PSYRUN_ARGUMENT', message, { hint });
}
