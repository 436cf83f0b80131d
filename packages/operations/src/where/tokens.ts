import { whereError } from './where-error.ts';

/** A part of a condition, and where it begins. */
export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

/** The pattern of each kind of part. A name in backquotes may have any characters. */
const PARTS: readonly (readonly [kind: Token['kind'], pattern: RegExp])[] = [
  ['number', /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w.])/iy],
  ['text', /'[^']*'|"[^"]*"/y],
  ['name', /[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*|`[^`]+`/uy],
  ['sign', /&&|\|\||==|!=|<=|>=|[<>=!()+\-*/%[\],]/y],
];

/**
 * Returns the parts of a condition; the last one is its end. Throws `PSYRUN_USAGE`.
 *
 * @example
 * ```ts
 * tokensOf("beta > 2 and mode == 'a'").map(({ text }) => text);
 * // => ['beta', '>', '2', 'and', 'mode', '==', 'a', '']
 * ```
 */
export function tokensOf(condition: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlanks(condition, 0); at < condition.length;) {
    const found = partAt(condition, at);
    if (found === undefined) throw whereError(condition, at, unreadable(condition, at));
    const [kind, part] = found;
    const isQuoted = kind === 'text' || part.startsWith('`');
    tokens.push({ kind, text: isQuoted ? part.slice(1, -1) : part, at });
    at = skipBlanks(condition, at + part.length);
  }
  return [...tokens, { kind: 'end', text: '', at: condition.length }];
}

function partAt(condition: string, at: number): [kind: Token['kind'], part: string] | undefined {
  for (const [kind, pattern] of PARTS) {
    pattern.lastIndex = at;
    const part = pattern.exec(condition)?.[0];
    if (part !== undefined) return [kind, part];
  }
  return undefined;
}

function skipBlanks(condition: string, at: number): number {
  while (/\s/.test(condition[at] ?? '')) at++;
  return at;
}

function unreadable(condition: string, at: number): string {
  const first = condition[at]!;
  if (`'"\``.includes(first)) return `The ${first} has no second one.`;
  return `'${String.fromCodePoint(condition.codePointAt(at)!)}' is no part of a condition.`;
}
