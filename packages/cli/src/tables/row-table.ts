import { isNdArray } from '@psyrun/columns';
import type { Row } from '@psyrun/core';
import { formatValue } from '../terminal/format-row.ts';
import { visibleLine } from '../terminal/visible-text.ts';
import { alignedLines, cutToWidth } from './aligned-lines.ts';

/**
 * Most columns of the terminal that a value takes, the fewest if the table is too wide, and the most if
 * columns follow below the others: a date has 24.
 */
const WIDEST = 30;
const NARROWEST = 12;
const WIDEST_IN_PART = 24;

/** True if the strings of a column are words of psyrun, which have no quotes. */
export type IsPlain = (key: string) => boolean;

/**
 * Returns rows as lines of a table of at most `width` characters: columns under their names, numbers
 * to the right; undefined is blank. Columns that do not fit beside the others follow below; there, too, rows
 * begin with their number if it is the first column and a word of psyrun.
 *
 * @example
 * ```ts
 * rowTable([{ x: 1, mode: 'a' }, { x: 10, mode: 'b' }], 80);
 * // => [' x  mode', " 1  'a'", "10  'b'"]
 * ```
 */
export function rowTable(
  rows: readonly Row[],
  width: number,
  isPlain: IsPlain = () => false,
): string[] {
  if (rows.length === 0) return [];
  const keys = Object.keys(rows[0]!);
  for (let widest = WIDEST; widest > NARROWEST; widest -= 2) {
    const lines = tableOf(rows, keys, widest, isPlain);
    if (lines.every((line) => cutToWidth(line, width) === line)) return lines;
  }
  const lead = isPlain(keys[0]!) ? keys.slice(0, 1) : [];
  return partsOf(keys.slice(lead.length), (part) => {
    const lines = tableOf(rows, [...lead, ...part], WIDEST_IN_PART, isPlain);
    return { lines, fits: lines.every((line) => cutToWidth(line, width) === line) };
  }).flatMap((lines, i) => [
    ...(i > 0 ? [''] : []),
    ...lines.map((line) => cutToWidth(line, width)),
  ]);
}

/** Returns the lines of the fewest parts of a table in which columns stay in order and fit. */
function partsOf(
  keys: readonly string[],
  draw: (keys: readonly string[]) => { readonly lines: string[]; readonly fits: boolean },
): string[][] {
  const parts: string[][] = [];
  let part: string[] = [];
  for (const key of keys) {
    const isFull = part.length > 0 && !draw([...part, key]).fits;
    if (isFull) parts.push(draw(part).lines);
    part = isFull ? [key] : [...part, key];
  }
  return [...parts, draw(part).lines];
}

function tableOf(
  rows: readonly Row[],
  keys: readonly string[],
  widest: number,
  isPlain: IsPlain,
): string[] {
  const shorten = (text: string): string => cutToWidth(visibleLine(text), widest, '…');
  const text = (value: unknown, key: string): string => {
    if (value === undefined) return '';
    return typeof value === 'string' && isPlain(key) ? value : cellText(value, widest);
  };
  const cells = rows.map((row) => keys.map((key) => shorten(text(row[key], key))));
  const isRight = (i: number) =>
    rows.every((row) => ['number', 'undefined'].includes(typeof row[keys[i]!]));
  return alignedLines([keys.map(shorten), ...cells], { isRight });
}

/** Returns a number with six digits, a long array as its shape and range, anything else whole. */
function cellText(value: unknown, widest: number): string {
  if (typeof value === 'number') return digits(value);
  const text = formatValue(value);
  return text.length <= widest ? text : (arrayText(value) ?? text);
}

/**
 * Returns the shape and the range of an array of numbers; undefined for anything else.
 *
 * @example
 * ```ts
 * arrayText([[1, 2], [0, 9]]); // => '[2×2] 0…9'
 * arrayText(['a']); // => undefined
 * ```
 */
export function arrayText(value: unknown): string | undefined {
  const found = isNdArray(value)
    ? { shape: value.shape, numbers: Array.from<number | bigint>(value.data) }
    : shapeOf(value);
  if (found === undefined || found.shape.length === 0) return undefined;
  const { shape, numbers } = found;
  const known = numbers.map(Number).filter((number) => !Number.isNaN(number));
  const of = `[${shape.join('×')}]`;
  if (known.length === 0) return of;
  const [least, most] = [Math.min, Math.max].map((pick) => known.reduce((a, b) => pick(a, b)));
  return `${of} ${digits(least!)}…${digits(most!)}`;
}

/** Returns the numbers in a list, and its shape if all lists in it have the same one. */
function shapeOf(value: unknown): { shape: readonly number[]; numbers: unknown[] } | undefined {
  if (typeof value === 'number' || typeof value === 'bigint')
    return { shape: [], numbers: [value] };
  if (!Array.isArray(value) && !(ArrayBuffer.isView(value) && 'length' in value)) return undefined;
  const items = Array.from(value as ArrayLike<unknown>, shapeOf);
  const [first] = items;
  if (items.some((item) => item === undefined || String(item.shape) !== String(first!.shape))) {
    return undefined;
  }
  const numbers = items.flatMap((item) => item!.numbers);
  return { shape: [items.length, ...(first?.shape ?? [])], numbers };
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}
