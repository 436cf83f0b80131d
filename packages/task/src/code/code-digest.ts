import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'acorn';
import { cutSettings } from './cut-settings.ts';
import { translated } from '../modules/module-loader.ts';
import { SETTINGS } from '../settings/settings-table.ts';
import type { SyntaxNode } from './syntax.ts';

/** The settings that contain code. All others are compared by value, or do not affect the result. */
const CODE = new Set(['execute', 'setup']);

/** Options of {@link codeDigest}. */
export interface CodeDigestOptions {
  /** True for a module with settings: a task file or `psy-conf`. */
  readonly hasSettings: boolean;
}

/**
 * Returns a digest of what a local module computes, in hexadecimal. It is made from the syntax tree:
 * comments, types and formatting do not count. Of a module with settings, only `execute`, `setup` and
 * the code that they need count, as far as the settings can be separated from them. Returns undefined
 * if nothing is left.
 *
 * For data, and for code that cannot be parsed, it is the digest of the bytes.
 */
export async function codeDigest(
  file: string,
  { hasSettings }: CodeDigestOptions,
): Promise<string | undefined> {
  const bytes = await readFile(file);
  const code = translated(file, bytes.toString());
  const statements = code === undefined ? undefined : statementsOf(code);
  if (statements === undefined) return createHash('sha256').update(bytes).digest('hex');
  const isCut = (name: string): boolean => Object.hasOwn(SETTINGS, name) && !CODE.has(name);
  const counted = hasSettings ? cutSettings(statements, isCut) : statements;
  if (hasSettings && counted.every(isHeader)) return undefined;
  const text = withoutPath(JSON.stringify(counted, withoutPosition), file);
  return createHash('sha256').update(text).digest('hex');
}

/** Removes the place of a file from its code: the translation replaces `import.meta` by strings. */
function withoutPath(text: string, file: string): string {
  return text
    .replaceAll(pathToFileURL(file).href, '')
    .replaceAll(JSON.stringify(file), '""')
    .replaceAll(JSON.stringify(dirname(file)), '""');
}

/** True for `'use strict'` and for the mark of a translated ES module. */
function isHeader({ directive, expression }: SyntaxNode): boolean {
  if (directive !== undefined) return true;
  const [target, name] = ((expression as SyntaxNode | undefined)?.['arguments'] ??
    []) as SyntaxNode[];
  return target?.['name'] === 'exports' && name?.['value'] === '__esModule';
}

function statementsOf(code: string): SyntaxNode[] | undefined {
  try {
    const program = parse(code, {
      ecmaVersion: 'latest',
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
    });
    return program.body as unknown as SyntaxNode[];
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // The caller uses the bytes instead.
    throw error;
  }
}

/** Removes positions and the spelling of literals. JSON has no bigints and no infinities. */
function withoutPosition(this: unknown, key: string, value: unknown): unknown {
  if (key === 'start' || key === 'end') return undefined;
  if (key === 'raw' && (this as SyntaxNode).type === 'Literal') return undefined;
  return typeof value === 'bigint' || typeof value === 'number' ? String(value) : value;
}
