import { hostname } from 'node:os';
import { inspect } from 'node:util';
import type { ErrorCode } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';

const HOST = hostname();

/** Returns the part of a thrown value that is recorded. The value may be anything. */
export function rowErrorOf(thrown: unknown, reason: RowError['reason']): RowError {
  if (!isError(thrown)) {
    return { name: 'Error', message: inspect(thrown), reason, host: HOST };
  }
  const { name, message, stack } = thrown;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return {
    name: String(name),
    message: String(message),
    ...(typeof stack === 'string' && { stack }),
    ...(code !== undefined && { code }),
    reason,
    host: HOST,
  };
}

/** Returns an error like the thrown one, for use as the cause of another. */
export function thrownFrom({ name, message, stack }: RowError): Error {
  return Object.assign(new Error(message), { name, ...(stack !== undefined && { stack }) });
}

/** Returns the error of a row whose worker died. `output` is the end of the worker's output. */
export function crashError(how: string, output: string): RowError {
  const memory = /heap out of memory|ERR_WORKER_OUT_OF_MEMORY|SIGKILL/.test(output + how);
  const hint = memory ? ' It may have run out of memory.' : '';
  return {
    name: 'PsyrunError',
    message: `The worker that evaluated the row ended ${how}.${hint}`,
    ...(output !== '' && { stack: output }),
    code: 'PSYRUN_WORKER_DIED' satisfies ErrorCode,
    reason: 'crashed',
    host: HOST,
  };
}

/**
 * Returns the error of a row that was killed because it took longer than `timeout` milliseconds.
 */
export function timeoutError(timeout: number): RowError {
  return {
    name: 'PsyrunError',
    message: `The row took longer than ${timeout} ms.`,
    code: 'PSYRUN_ROW_TIMEOUT' satisfies ErrorCode,
    reason: 'timeout',
    host: HOST,
  };
}

/** True also for errors of another realm, which code in tests and in `node:vm` throws. */
function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || Object.prototype.toString.call(thrown) === '[object Error]';
}
