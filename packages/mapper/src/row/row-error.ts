import { hostname } from 'node:os';
import { inspect } from 'node:util';
import type { ErrorCode } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';

const HOST = hostname();

/** What is kept of something that was thrown, whatever it is. */
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

/** An error like the one that was thrown, to be the cause of another. */
export function thrownFrom({ name, message, stack }: RowError): Error {
  return Object.assign(new Error(message), { name, ...(stack !== undefined && { stack }) });
}

/** The error of a row whose worker died; `output` is the last of what it printed. */
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

/** The error of a row that was ended because it took longer than `timeout` milliseconds. */
export function timeoutError(timeout: number): RowError {
  return {
    name: 'PsyrunError',
    message: `The row took longer than ${timeout} ms.`,
    code: 'PSYRUN_ROW_TIMEOUT' satisfies ErrorCode,
    reason: 'timeout',
    host: HOST,
  };
}

/** Errors of another realm count: code under test, and code in `node:vm`, throws such. */
function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || Object.prototype.toString.call(thrown) === '[object Error]';
}
