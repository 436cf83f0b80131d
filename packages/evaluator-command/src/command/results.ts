import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { csvResults } from './csv-results.ts';
import { valueOf } from './value-of.ts';

/** Where the results of a command are, as plain data. */
export type ResultsAddress =
  | { readonly kind: 'last-line-json' }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'columns'; readonly source: string; readonly flags: string };

/** A command that has ended. */
export interface Finished {
  /** Standard output, or the end of it. */
  readonly output: string;
  /** The folder that relative paths start in. */
  readonly folder: string;
}

/** Resolves to the results of a command. Rejects with an error that says what is wrong with them. */
export async function resultsOf(address: ResultsAddress, finished: Finished): Promise<unknown> {
  switch (address.kind) {
    case 'last-line-json':
      return lastLine(finished.output);
    case 'columns':
      return groups(new RegExp(address.source, address.flags), finished.output);
    case 'file': {
      const path = resolve(finished.folder, address.file);
      const text = await readFile(path, 'utf8').catch(() => {
        throw new Error(`It did not write ${path}.`);
      });
      return path.endsWith('.csv') ? csvResults(text, path) : parsed(text, path);
    }
  }
}

function lastLine(output: string): unknown {
  const line = output.trimEnd().split('\n').at(-1)!;
  if (line === '') throw new Error('It printed nothing, and its last line has to be JSON.');
  return parsed(line, 'its last line');
}

function parsed(text: string, where: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`JSON was expected in ${where}, but: ${(cause as Error).message}`, { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Error(`A JSON object was expected in ${where}, such as {"area": 0.5}.`);
}

function groups(pattern: RegExp, output: string): Record<string, unknown> {
  const named = pattern.exec(output)?.groups;
  if (!named) throw new Error(`Nothing in its output matches ${pattern}.`);
  return Object.fromEntries(Object.entries(named).map(([key, text]) => [key, valueOf(text)]));
}
