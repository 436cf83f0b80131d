import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parse } from 'acorn';
import { cutSettings } from './cut-settings.ts';
import { translated } from '../modules/module-loader.ts';
import { SETTINGS } from '../settings/settings-table.ts';
import type { SyntaxNode } from './syntax.ts';

/** The settings that say what is computed. All others are compared by value, or do not matter. */
const CODE = new Set(['execute', 'setup']);

/** Options of {@link codeDigest}. */
export interface CodeDigestOptions {
  /** The module gives settings: a task file or `psy-conf`. */
  readonly hasSettings: boolean;
}

/**
 * A digest of what a local module computes, in hexadecimal: of its syntax, so that comments, types
 * and formatting do not count. Of a module with settings, only the code of `execute` and `setup`
 * and what it needs counts, where the rest can be told apart; undefined if nothing is left of it.
 *
 * Of a file that is no code, or of a syntax that cannot be read, it is the digest of its bytes.
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
  // The translation puts the address of the file in the place of import.meta.url.
  const text = JSON.stringify(counted, withoutPlace).replaceAll(pathToFileURL(file).href, '');
  return createHash('sha256').update(text).digest('hex');
}

/** `'use strict'`, and that the module was an ES module. */
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
    if (error instanceof SyntaxError) return undefined; // Its bytes are compared instead.
    throw error;
  }
}

/** Leaves out where a node is and how a literal is written. JSON has no bigints and infinities. */
function withoutPlace(this: unknown, key: string, value: unknown): unknown {
  if (key === 'start' || key === 'end') return undefined;
  if (key === 'raw' && (this as SyntaxNode).type === 'Literal') return undefined;
  return typeof value === 'bigint' || typeof value === 'number' ? String(value) : value;
}
