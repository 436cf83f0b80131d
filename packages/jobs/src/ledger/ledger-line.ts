import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { checkContent, OWNER } from '@psyrun/files/documents';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * A line of a ledger: an intent to submit, the receipt for an intent, the identity of its job, the word
 * of a user that the process with an intent is dead, or the fact that the jobs of all submissions above
 * have ended.
 */
export type LedgerLine =
  | ({ readonly event: 'intent' } & Omit<LedgerEntry, 'job' | 'identity' | 'settled' | 'abandoned'>)
  | { readonly event: 'receipt'; readonly id: string; readonly job: string }
  | {
      readonly event: 'identity';
      readonly id: string;
      readonly identity: NonNullable<LedgerEntry['identity']>;
    }
  | { readonly event: 'abandoned'; readonly id: string }
  | { readonly event: 'settled' };

const LINE: v.GenericSchema<unknown, LedgerLine> = v.variant('event', [
  v.strictObject({
    event: v.literal('intent'),
    id: v.string(),
    name: v.string(),
    indices: v.exactOptional(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
    scheduler: v.string(),
    system: v.exactOptional(v.string()),
    by: OWNER,
    time: v.pipe(v.string(), v.isoTimestamp()),
  }),
  v.strictObject({ event: v.literal('receipt'), id: v.string(), job: v.string() }),
  v.strictObject({
    event: v.literal('identity'),
    id: v.string(),
    identity: v.strictObject({ system: v.string(), submitted: v.exactOptional(v.string()) }),
  }),
  v.strictObject({ event: v.literal('abandoned'), id: v.string() }),
  v.strictObject({ event: v.literal('settled') }),
]);

/** The start of a line of version 1, which has no checksum. */
const FIRST_VERSION = '{"event":';
/** A line of version 2: its version, the beginning of the SHA-256 of its content, its content. */
const SECOND_VERSION = /^2 ([0-9a-f]{32}) ([^]*)$/;
/** The part of such a line before its content, as a crash may leave it. */
const TORN = /^2(?: [0-9a-f]{0,32})?$/;

/**
 * Returns a line with its version and checksum.
 *
 * @example
 * ```ts
 * encodeLine({ event: 'receipt', id: 'a', job: '7' });
 * // => '2 e1968afcd3b34ced1b67698cb4a0b510 {"event":"receipt","id":"a","job":"7"}'
 * ```
 */
export function encodeLine(line: LedgerLine): string {
  const content = JSON.stringify(line);
  return `2 ${checksum(content)} ${content}`;
}

/** The line, or `'torn'` if a crash cut it short, or the problem with it. */
export type DecodedLine = { readonly content: LedgerLine } | 'torn' | { readonly problem: string };

/**
 * Decodes a line of a ledger.
 *
 * @example
 * ```ts
 * const text = encodeLine({ event: 'receipt', id: 'a', job: '7' });
 * decodeLine(text); // => { content: { event: 'receipt', id: 'a', job: '7' } }
 * decodeLine(text.replace('7', '8')); // => { problem: 'is damaged: its checksum differs' }
 * ```
 */
export function decodeLine(text: string): DecodedLine {
  const [, sum, content] = SECOND_VERSION.exec(text) ?? [];
  if (content === undefined) return decodeFirst(text);
  if (checksum(content) !== sum) return { problem: 'is damaged: its checksum differs' };
  return checkContent(LINE, JSON.parse(content));
}

function decodeFirst(text: string): DecodedLine {
  if (!FIRST_VERSION.startsWith(text.slice(0, FIRST_VERSION.length))) {
    return { problem: 'is damaged: it has no version and checksum' };
  }
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return 'torn'; // The next writer has put a line feed after the torn line.
  }
  return checkContent(LINE, line);
}

/**
 * True for the beginning of a line of version 2 that a crash has left at the end of a ledger. A
 * complete line with one more character is not torn: its line feed is damaged.
 */
export function isTorn(text: string): boolean {
  if (TORN.test(text)) return true;
  const [, sum, content] = SECOND_VERSION.exec(text) ?? [];
  if (content === undefined) return false;
  return checksum(content) !== sum && checksum(content.slice(0, -1)) !== sum;
}

function checksum(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}
