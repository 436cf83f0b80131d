import { inspect } from 'node:util';
import { PsyrunError, type Row } from '@psyrun/core';
import type { IndexedRow } from './outcome.ts';

/**
 * `result`, if it is what a function may return: a plain object without the keys of `given`. `row`
 * names the row in messages. Throws `PSYRUN_RESULT_NOT_OBJECT` and `PSYRUN_RESULT_KEY_CLASH`.
 */
export function checkResult(result: unknown, given: Row, row: string): Row {
  if (!isPlainObject(result)) throw notAnObject(result, row);
  for (const key of Object.keys(result)) {
    if (Object.hasOwn(given, key)) throw keyClash(key, result[key], row, 'returned');
  }
  return result;
}

/** The parameters of a row and what `setup` added. Throws `PSYRUN_RESULT_KEY_CLASH`. */
export function withResources({ row, index }: IndexedRow, resources: Row): Row {
  for (const key of Object.keys(resources)) {
    if (Object.hasOwn(row, key)) throw keyClash(key, resources[key], `row ${index}`, 'set up');
  }
  return { ...row, ...resources };
}

function isPlainObject(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function notAnObject(result: unknown, row: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RESULT_NOT_OBJECT',
    `The function returned ${shown(result)} for ${row}, which is not a plain object.`,
    { hint: 'Return an object of results by key: { area: 0.5 }.', fields: { row } },
  );
}

function keyClash(key: string, value: unknown, row: string, how: string): PsyrunError {
  const name = JSON.stringify(key);
  return new PsyrunError(
    'PSYRUN_RESULT_KEY_CLASH',
    `Key ${name} was ${how} with the value ${shown(value)} for ${row}, but it is a parameter of the row.`,
    { hint: 'Give it another name; parameters are in the result anyway.', fields: { key, row } },
  );
}

function shown(value: unknown): string {
  return inspect(value, {
    depth: 1,
    breakLength: Infinity,
    maxArrayLength: 5,
    maxStringLength: 80,
  });
}
