import { hostname } from 'node:os';
import { cutText, type ErrorCode } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';

/** The number of characters of a line that an error shows. */
const SHOWN = 200;

/** Says how a program broke the worker protocol. It never leaves this folder. */
export class BrokenProtocol extends Error {
  override readonly name = 'BrokenProtocol';
}

/** Returns the error of rows whose program broke the protocol, with the line that did. */
export function brokenError(how: string, line?: string): RowError {
  const shown = line === undefined ? '' : ` Its line: ${JSON.stringify(cutText(line, SHOWN))}`;
  return {
    name: 'PsyrunError',
    message: `The program broke the worker protocol: ${how}.${shown}`,
    code: 'PSYRUN_EVALUATOR' satisfies ErrorCode,
    reason: 'refused',
    class: 'unknown',
    host: hostname(),
  };
}
