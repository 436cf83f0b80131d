/** The amount of text that a reader has read: lines that are not empty, and words. */
export interface Reading {
  readonly lines: number;
  readonly words: number;
}

/** Counts the lines and words of a text. */
export function readingOf(text: string): Reading {
  return {
    lines: text.split('\n').filter((line) => line.trim() !== '').length,
    words: text.split(/\s+/).filter((word) => word !== '').length,
  };
}
