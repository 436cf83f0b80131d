import { canonicalValue, isPlainObject, isWellFormed, PsyrunError } from '@psyrun/core';

/** The maximum depth of a value. */
const DEEPEST = 100;

/** Throws `PSYRUN_VALUE`, naming the place, for a value that a row cannot hold. */
export function requireValue(value: unknown, place: string): void {
  // There may be a million numbers and strings.
  if (typeof value === 'number') return;
  refuseHalfCharacters(value, place);
  if (typeof value === 'string') return;
  try {
    canonicalValue(value);
  } catch (cause) {
    throw refused(place, cause);
  }
}

/** Throws `PSYRUN_VALUE`, naming the place, for values of a parameter that a row cannot hold. */
export function requireValues(values: Iterable<unknown>, key: string): void {
  if (ArrayBuffer.isView(values)) return;
  let index = 0;
  for (const value of values) requireValue(value, `${key}[${index++}]`);
}

/**
 * Throws `PSYRUN_VALUE`, naming the place, for values of a column that no file can hold. A column of
 * a result may hold others, such as maps, that a row cannot hold: they are refused when they are used.
 */
export function requireReadable(column: Iterable<unknown>, key: string): void {
  if (ArrayBuffer.isView(column)) return;
  let index = 0;
  for (const value of column) {
    const place = `${key}[${index++}]`;
    if (typeof value === 'object' || typeof value === 'string') refuseHalfCharacters(value, place);
    else requireValue(value, place);
  }
}

/** Throws `PSYRUN_VALUE` for a name of a parameter that is a symbol or has half of a character. */
export function requireKeys(values: object): void {
  const [symbol] = Object.getOwnPropertySymbols(values);
  if (symbol !== undefined) {
    throw new PsyrunError('PSYRUN_VALUE', `The parameter ${symbol.toString()} has no name.`, {
      hint: 'Use a string as its name.',
    });
  }
  for (const key of Object.keys(values)) requireKey(key);
}

/** Throws `PSYRUN_VALUE` for a name of a parameter that has half of a character. */
export function requireKey(key: string): void {
  if (isWellFormed(key)) return;
  throw halfCharacter('The name of a parameter', key, key);
}

function refuseHalfCharacters(value: unknown, place: string, depth = 0): void {
  if (typeof value === 'string') {
    if (!isWellFormed(value)) throw halfCharacter(`The parameter ${place}`, value, place);
  } else if (depth > DEEPEST) {
    return;
  } else if (Array.isArray(value)) {
    value.forEach((item, i) => refuseHalfCharacters(item, `${place}[${i}]`, depth + 1));
  } else if (isPlainObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (!isWellFormed(key)) throw halfCharacter(`A key of the parameter ${place}`, key, place);
      refuseHalfCharacters(item, `${place}.${key}`, depth + 1);
    }
  }
}

function halfCharacter(what: string, text: string, place: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_VALUE',
    `${what} has half of a character: ${JSON.stringify(text)}.`,
    {
      hint: 'Characters such as 😀 take two units of a string. [...text].slice(0, 9).join("") cuts whole characters.',
      fields: { place },
    },
  );
}

function refused(place: string, cause: unknown): PsyrunError {
  return new PsyrunError(
    'PSYRUN_VALUE',
    `The parameter ${place} has a value that a row cannot hold.`,
    { hint: cause instanceof Error ? cause.message : String(cause), fields: { place }, cause },
  );
}
