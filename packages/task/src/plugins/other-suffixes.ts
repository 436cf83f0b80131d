/** Suffixes of other programs for the formats of the usual stores. */
const SUFFIXES: Readonly<Record<string, string>> = {
  '.hdf5': '.h5',
  '.hdf': '.h5',
  '.he5': '.h5',
  '.pickle': '.pkl',
  '.pck': '.pkl',
  '.p': '.pkl',
};
const TEXTS = new Set(['.csv', '.jsonl']);

/**
 * Returns the hint for a suffix that no store has but other programs use for the same format;
 * undefined for any other suffix.
 *
 * @example
 * ```ts
 * otherSuffixHint('.hdf5'); // => 'Files of this format end with .h5: rename it, or name it so.'
 * otherSuffixHint('.xls'); // => undefined
 * ```
 */
export function otherSuffixHint(suffix: string): string | undefined {
  const name = suffix.toLowerCase();
  if (TEXTS.has(name)) {
    return `Files of stores are written as ${name} with psy export: write a .pkl file first, then psy export result.pkl result${name}.`;
  }
  const known = Object.hasOwn(SUFFIXES, name) ? SUFFIXES[name] : undefined;
  return known && `Files of this format end with ${known}: rename it, or name it so.`;
}
