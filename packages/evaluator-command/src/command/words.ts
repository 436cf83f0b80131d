import { PsyrunError, type Row } from '@psyrun/core';
import { jsonOf } from './json-of.ts';

/** Matches `{{name}}`, which stands for the braces themselves, and `{name}` and `{name:json}`. */
const PLACE = /\{\{([\p{L}_][\p{L}\p{N}_.-]*)\}\}|\{([\p{L}_][\p{L}\p{N}_.-]*)(:json)?\}/gu;

/** The name of the folder of a row. */
export const FOLDER = 'dir';

/** The name of the place of a row in its space. */
export const INDEX = 'index';

/** The names that are no parameters. */
const OWN: ReadonlySet<string | undefined> = new Set([FOLDER, INDEX, undefined]);

/** Returns the names of the parameters that the words contain in braces. */
export function namesIn(words: readonly string[]): string[] {
  const names = words.flatMap((word) => [...word.matchAll(PLACE)].map(([, , name]) => name));
  return [...new Set(names.filter((name) => !OWN.has(name)))] as string[];
}

/** Returns a word with the values of a row in the place of their names. */
export function filled(word: string, row: Row, quote = (text: string) => text): string {
  return word.replace(PLACE, (_, plain?: string, name?: string, json?: string) => {
    if (name === undefined) return `{${plain}}`;
    if (!Object.hasOwn(row, name))
      throw unknownName(
        name,
        Object.keys(row).filter((key) => !OWN.has(key)),
      );
    return quote(json ? jsonOf(row[name]) : textOf(row[name], name));
  });
}

/** Returns a string as one word of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Returns the value of a parameter as text for a command. */
export function textOf(value: unknown, name: string): string {
  switch (typeof value) {
    case 'string':
      if (!value.includes('\0')) return value;
      throw unusable(name, 'has a zero byte, which no word of a command can contain', 'Remove it.');
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      if (value instanceof Date) return value.toISOString();
      if (value === null) return '';
      throw unusable(name, 'is no single value', `Use {${name}:json}.`);
  }
}

/** Returns the error for a name in braces that is no parameter. */
export function unknownName(name: string, known: readonly string[]): PsyrunError {
  return new PsyrunError(
    'PSYRUN_ARGUMENT',
    `The command contains {${name}}, which is no parameter.`,
    {
      hint: `The parameters are: ${known.join(', ') || 'none'}. Write {{${name}}} for the braces themselves.`,
      fields: { name, known },
    },
  );
}

function unusable(name: string, problem: string, hint: string): PsyrunError {
  return new PsyrunError('PSYRUN_ARGUMENT', `The value of {${name}} ${problem}.`, {
    hint,
    fields: { name },
  });
}
