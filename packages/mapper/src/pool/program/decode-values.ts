import { setOwnValue, ValueReader } from '@psyrun/columns/internal';
import type { ErrorDetails, Row } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';
import { hostname } from 'node:os';
import { thrownClass } from '../../row/failure/failure-cause.ts';
import { BrokenProtocol } from './broken-protocol.ts';
import { payloadParts } from './payload.ts';

/** The maximum depth of causes. */
const DEEPEST = 10;

/**
 * Returns a function that reads an object of values by key. It throws {@link BrokenProtocol}, naming
 * the place.
 */
export function rowReader(payload: Uint8Array): (value: unknown, place: string) => Row {
  const reader = new ValueReader(damaged, { bytesAt: payloadParts(payload) });
  return (value, place) => {
    if (!isObject(value)) throw damaged(place, 'an object');
    if (isPlain(value)) return value;
    const row: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      setOwnValue(row, key, reader.read(value[key], `${place}.${key}`, 1));
    }
    return row;
  };
}

/** True for an object from JSON that is read as it is. */
function isPlain(object: Record<string, unknown>): boolean {
  for (const key in object) {
    const value = object[key];
    const isRead = typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'object';
    if (!isRead) return false;
  }
  return true;
}

/**
 * True if the strings of a line may be such that a journal cannot keep them: one that is not well-formed,
 * or a key that is the name of the prototype. Only an escape can hide either.
 */
export function isSuspicious(line: string): boolean {
  return /\\u|__proto__/.test(line);
}

/** Returns the error that a program reported. Throws {@link BrokenProtocol}. */
export function errorOf(value: unknown, place: string): RowError {
  if (!isObject(value)) throw damaged(place, 'an object');
  const { reason } = value;
  if (reason !== 'threw' && reason !== 'refused') {
    throw damaged(`${place}.reason`, '"threw" or "refused"');
  }
  const details = detailsOf(value, place, 0);
  return { ...details, reason, class: thrownClass(details, reason), host: hostname() };
}

function detailsOf(value: unknown, place: string, depth: number): ErrorDetails {
  if (!isObject(value)) throw damaged(place, 'an object');
  const { stack, code, cause } = value;
  const isCaused = cause !== undefined && cause !== null && depth < DEEPEST;
  return {
    name: textOf(value['name'], `${place}.name`),
    message: textOf(value['message'], `${place}.message`),
    ...(isPresent(stack) && { stack: textOf(stack, `${place}.stack`) }),
    ...(isPresent(code) && { code: textOf(code, `${place}.code`) }),
    ...(isCaused && { cause: detailsOf(cause, `${place}.cause`, depth + 1) }),
  };
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Returns a string that is well-formed, so that a journal can hold it. */
export function textOf(value: unknown, place: string): string {
  if (typeof value !== 'string') throw damaged(place, 'a string');
  return value.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** True for an object that is not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the error for a member that is not as the protocol says. */
export function damaged(place: string, expected: string): BrokenProtocol {
  return new BrokenProtocol(`${place} is not ${expected}`);
}
