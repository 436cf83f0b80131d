/**
 * Returns the known word that is nearest to a mistyped one, or undefined if none is near. A word is
 * near if at most a third of its letters have to change (Levenshtein distance). Case and separators
 * are ignored.
 *
 * @example
 * ```ts
 * nearest('min_items', ['maxJobs', 'minItems']); // => 'minItems'
 * nearest('circel', ['circle', 'square']); // => 'circle'
 * nearest('banana', ['circle', 'square']); // => undefined
 * ```
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const changes = distance(plain(word), plain(candidate));
    if (changes < least) [best, least] = [candidate, changes];
  }
  return best !== undefined && least <= Math.max(plain(best).length, word.length) / 3
    ? best
    : undefined;
}

function plain(word: string): string {
  // Stryker disable next-line MethodExpression: capital letters compare as well as small ones.
  return word.toLowerCase().replace(/[-_.\s]/g, '');
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
