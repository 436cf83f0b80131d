import measure from 'fast-string-truncated-width';
import { visibleLine } from '../terminal/visible-text.ts';

/** Options of {@link alignedLines}. */
export interface AlignedLinesOptions {
  /** Most columns of the terminal that a line takes; longer lines are cut. */
  readonly width?: number;
  /** True for the cells of a column that end, rather than begin, below each other. */
  readonly isRight?: (column: number) => boolean;
}

/**
 * Returns the rows of a table as lines, its columns two blanks apart. A wide character (`漢`, an emoji)
 * takes two columns of a terminal, a combining accent none. Cells are made visible: a line break is `\n`.
 *
 * @example
 * ```ts
 * alignedLines([['漢字', 'a'], ['x', 'b']]); // => ['漢字  a', 'x     b']
 * ```
 */
export function alignedLines(
  rows: readonly (readonly string[])[],
  { width = Infinity, isRight = () => false }: AlignedLinesOptions = {},
): string[] {
  const widths: number[] = [];
  const visible = rows.map((row) => row.map(visibleLine));
  for (const row of visible) {
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, measure(cell).width)));
  }
  return visible.map((row) => {
    const cells = row.map((cell, i) => {
      const blanks = ' '.repeat(widths[i]! - measure(cell).width);
      return isRight(i) ? blanks + cell : cell + blanks;
    });
    return cutToWidth(cells.join('  '), width).trimEnd();
  });
}

/**
 * Truncates a string to at most `width` columns of a terminal. If it is too wide, it ends with `end`.
 *
 * @example
 * ```ts
 * cutToWidth('漢字漢字', 7, '…'); // => '漢字漢…'
 * ```
 */
export function cutToWidth(text: string, width: number, end = ''): string {
  const { index, truncated } = measure(text, { limit: width, ellipsis: end });
  if (!truncated) return text;
  let cut = text.slice(0, index);
  // The library leaves one character too many where a wide or unusual one is at the end.
  while (cut !== '' && measure(cut + end).width > width) cut = cut.replace(/.$/su, '');
  return cut + end;
}
