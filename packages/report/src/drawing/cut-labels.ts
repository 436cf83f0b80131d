/**
 * Returns texts of at most `most` characters. Long texts are cut at the end, or at the beginning if only their
 * ends tell them apart.
 *
 * @example
 * ```ts
 * cutLabels(['beta', 'a long name'], 6); // => ['beta', 'a lon…']
 * cutLabels(['2026-01-01T06', '2026-01-01T18'], 6); // => ['…01T06', '…01T18']
 * ```
 */
export function cutLabels(texts: readonly string[], most: number): string[] {
  const [withoutEnd, withoutBeginning] = [cutEnd, cutBeginning].map((cut) =>
    texts.map((text) => cut(text, most)),
  ) as [string[], string[]];
  return new Set(withoutBeginning).size > new Set(withoutEnd).size ? withoutBeginning : withoutEnd;
}

function cutEnd(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

function cutBeginning(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `…${characters.slice(1 - most).join('')}` : text;
}
