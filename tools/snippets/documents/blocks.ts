import { readFileSync } from 'node:fs';

/** A fenced block of a Markdown file, or of a comment. */
export interface Block {
  readonly file: string;
  /** Line of the file that the first line of `lines` stands on, from 1. */
  readonly line: number;
  /** What stands behind the fence first: `ts`, `console`, … */
  readonly language: string;
  /** What stands behind the language: `no-run`, `exit=1`. */
  readonly info: string;
  readonly lines: readonly string[];
}

const FENCE = /^(\s*(?:\*\s?)?)```(\w*)(.*)$/;

/** The fenced blocks of a Markdown file, or those within the comments of a source. */
export function blocksOf(file: string): Block[] {
  const text = readFileSync(file, 'utf8').split('\n');
  const blocks: Block[] = [];
  let open:
    { readonly start: number; readonly language: string; readonly info: string } | undefined;
  text.forEach((line, i) => {
    const fence = FENCE.exec(line);
    if (fence === null) return;
    if (open === undefined) {
      open = { start: i + 1, language: fence[2]!, info: fence[3]!.trim() };
    } else {
      const { start, ...rest } = open;
      const lines = text.slice(start, i).map((inner) => withoutStar(inner, file));
      blocks.push({ file, line: start + 1, ...rest, lines });
      open = undefined;
    }
  });
  return blocks;
}

/** Only in a comment does a line begin with a star that does not belong to it. */
function withoutStar(line: string, file: string): string {
  return file.endsWith('.md') ? line : line.replace(/^\s*\* ?/, '');
}
