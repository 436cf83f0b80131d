import { nearest } from '@psyrun/core';
import { InvalidArgumentError } from 'commander';

/** The values of `psy rows --state`. */
const ROW_STATES: readonly string[] = ['done', 'failed', 'missing', 'queued', 'running'];
/** The values of `psy export --with`. */
const ROW_FACTS: readonly string[] = [...['duration', 'state', 'attempt', 'cpu', 'memory', 'host']];

/** Returns the parts of a string that commas separate. A backslash before a comma makes it part of a key. */
export function keys(text: string): string[] {
  return text.split(/(?<!\\),/).map((key) => key.replaceAll('\\,', ','));
}

/** Returns an integer of at least 1. */
export function positiveNumber(text: string): number {
  return integer(text, 1);
}

/** Returns an integer of at least 0. */
export function index(text: string): number {
  return integer(text, 0);
}

/** Returns hours from a number above 0, with or without an h behind it. */
export function coreHours(text: string): number {
  const number = Number(text.replace(/h$/, ''));
  if (/^[\d.]+h?$/.test(text) && number > 0) return number;
  throw new InvalidArgumentError('Expected hours above 0, such as 50h or 0.5.');
}

/** Adds an index to those before it. */
export function indices(text: string, before: readonly number[] = []): number[] {
  return [...before, index(text)];
}

/** Returns the states of rows that commas separate. */
export function states(text: string): string[] {
  return words(text, ROW_STATES);
}

/** Returns the names of columns beside the results that commas separate. */
export function facts(text: string): string[] {
  return words(text, ROW_FACTS);
}

/** Returns the beginning of the digest of code. */
export function codeDigits(text: string): string {
  if (/^[0-9a-f]{8,64}$/.test(text)) return text;
  throw new InvalidArgumentError(
    'Expected at least 8 digits of a digest, as psy adopt prints it without --code.',
  );
}

/** Returns words that commas separate, each of them one of `known`. */
function words(text: string, known: readonly string[]): string[] {
  const given = text.split(',');
  const unknown = given.find((word) => !known.includes(word));
  if (unknown === undefined) return given;
  const near = nearest(unknown, known);
  const hint = near === undefined ? `Use ${known.join(', ')}.` : `Did you mean ${near}?`;
  throw new InvalidArgumentError(`There is no '${unknown}'. ${hint}`);
}

function integer(text: string, least: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
  throw new InvalidArgumentError(`Expected an integer of at least ${least}.`);
}
