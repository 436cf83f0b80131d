import { isPlainObject, PsyrunError, type Row } from '@psyrun/core';
import { inspect, isProxy } from '../platform/node.ts';
import { joinedRow } from './joined-row.ts';
import type { IndexedRow } from './outcome.ts';

/**
 * Returns `result` if it is valid: a plain object without the keys of `given`. The index is used in
 * messages; a row outside of a space has none. Throws `PSYRUN_RESULT_NOT_OBJECT` and
 * `PSYRUN_RESULT_KEY_CLASH`.
 */
export function checkResult(result: unknown, given: Row, index?: number): Row {
  if (isProxy(result) || !isPlainObject(result)) throw notAnObject(result, index);
  refuseKeys(result, given, index);
  return result;
}

/** Throws `PSYRUN_RESULT_KEY_CLASH` if a result has a key of `given`. */
export function refuseKeys(result: Row, given: Row, index?: number): void {
  for (const key of Object.keys(result)) {
    if (Object.hasOwn(given, key)) throw keyClash(key, result[key], index, 'returned');
  }
}

/**
 * Returns the parameters of a row and the values that `setup` added. Throws
 * `PSYRUN_RESULT_KEY_CLASH`.
 */
export function withResources({ row, index }: IndexedRow, resources: Row | undefined): Row {
  if (!resources) return { ...row };
  for (const key of Object.keys(resources)) {
    if (Object.hasOwn(row, key)) throw keyClash(key, resources[key], index, 'set up');
  }
  return joinedRow(row, resources);
}

/**
 * True if the constructor of a value is `Object`, as in `{ … }`. This check is much faster than
 * {@link checkResult}.
 */
export function isLiteral(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

function notAnObject(result: unknown, index: number | undefined): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RESULT_NOT_OBJECT',
    `The function returned ${isProxy(result) ? 'a Proxy' : shown(result)} for ${named(index)}, which is not a plain object.`,
    { hint: 'Return an object of results by key: { area: 0.5 }.', fields: { index } },
  );
}

function keyClash(
  key: string,
  value: unknown,
  index: number | undefined,
  how: string,
): PsyrunError {
  const name = JSON.stringify(key);
  return new PsyrunError(
    'PSYRUN_RESULT_KEY_CLASH',
    `Key ${name} was ${how} with the value ${shown(value)} for ${named(index)}, but it is a parameter of the row.`,
    {
      hint: 'Use another name. The result contains the parameters in any case.',
      fields: { key, index },
    },
  );
}

function named(index: number | undefined): string {
  return index === undefined ? 'the row' : `row ${index}`;
}

function shown(value: unknown): string {
  return inspect(value, {
    depth: 1,
    breakLength: Infinity,
    maxArrayLength: 5,
    maxStringLength: 80,
  });
}
