import { readFileSync } from 'node:fs';

/** A section of a page: a heading of the second level and the text up to the next one. */
export interface Section {
  readonly title: string;
  /** The lines of the section, from 1. The last one is not part of it. */
  readonly from: number;
  readonly to: number;
}

/** Returns the sections of a Markdown file, in order. */
export function sectionsOf(file: string): Section[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  const starts = lines.flatMap((line, i) => (line.startsWith('## ') ? [i + 1] : []));
  return starts.map((from, i) => ({
    title: lines[from - 1]!.slice(3),
    from,
    to: starts[i + 1] ?? lines.length + 1,
  }));
}
