import { nearest, PsyrunError } from '@psyrun/core';

/**
 * Returns the keys of the columns to read of a file that has the columns `known`: the chosen ones,
 * each once, in the order in which they were chosen. Without a choice, all.
 *
 * Throws `PSYRUN_COLUMN_NOT_FOUND` for a column that the file lacks.
 *
 * @example
 * ```ts
 * chosenKeys('a.npz', ['x', 'y', 'z'], ['z', 'x']); // => ['z', 'x']
 * chosenKeys('a.npz', ['x', 'y', 'z'], undefined); // => ['x', 'y', 'z']
 * ```
 */
export function chosenKeys(
  file: string,
  known: Iterable<string>,
  columns: readonly string[] | undefined,
): string[] {
  const keys = new Set(known);
  if (columns === undefined) return [...keys];
  const lacking = columns.find((key) => !keys.has(key));
  if (lacking !== undefined) throw notFound(file, lacking, [...keys]);
  return [...new Set(columns)];
}

/** The maximum number of names in a message. */
const MOST_NAMES = 20;

function notFound(file: string, key: string, known: readonly string[]): PsyrunError {
  const names = known.slice(0, MOST_NAMES).map((name) => JSON.stringify(name));
  if (known.length > MOST_NAMES) names.push('…');
  const near = nearest(key, known);
  return new PsyrunError(
    'PSYRUN_COLUMN_NOT_FOUND',
    `${file} has no column ${JSON.stringify(key)}. It has ${names.join(', ') || 'no columns'}.`,
    {
      hint: near === undefined ? 'Choose one of these.' : `Did you mean ${JSON.stringify(near)}?`,
      fields: { file, key, known },
    },
  );
}
