import { cutText } from '@psyrun/core';

/** The maximum number of characters of a line, and of a message of several lines. */
export const LONGEST_TEXT = 10_000;

/**
 * Characters that a terminal obeys, hides or reorders: controls, marks of direction, characters without
 * width, halves of surrogate pairs. A tab, and what joins emoji, do no harm.
 */
const INVISIBLE =
  /(?![\t\u{fe00}-\u{fe0f}]|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}])\u200d(?=\p{Extended_Pictographic}))[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
};

/**
 * Returns a string as one line that a terminal prints as it is. Characters that a terminal would obey, hide
 * or reorder are written as in JavaScript. A long text is cut, and words say how long it is.
 *
 * @example
 * ```ts
 * visibleLine('a\x1b[2J\nb\u202e'); // => 'a\\x1b[2J\\nb\\u202e'
 * ```
 */
export function visibleLine(text: string): string {
  return cutText(text, LONGEST_TEXT).replace(INVISIBLE, escaped);
}

/**
 * Returns JSON whose strings contain no character that a terminal would obey, hide or reorder: they are
 * written as `\u001b`. The data are the same.
 *
 * @example
 * ```ts
 * visibleJson('"\u009b"'); // => '"\\u009b"'
 * ```
 */
export function visibleJson(json: string): string {
  return json.replace(INVISIBLE, (character) => character.split('').map(unicodeEscape).join(''));
}

/**
 * Returns the lines of a message. Lines behind the first are indented, so that none of them looks like a
 * message of its own.
 *
 * @example
 * ```ts
 * indentedLines('a\nb\r\n  c'); // => ['a', '  b', '  c']
 * ```
 */
export function indentedLines(text: string): string[] {
  const [first = '', ...rest] = textLines(text);
  return [first, ...rest.map((line) => (/^[ \t]/.test(line) ? line : `  ${line}`))];
}

/** Returns the lines of a string. */
export function textLines(text: string): string[] {
  return text.split(/\r?\n/);
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  const hex = code.toString(16);
  if (code > 0xffff) return `\\u{${hex}}`;
  return (
    SHORT[character] ?? (code > 0xff ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`)
  );
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
