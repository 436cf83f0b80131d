import { readFileSync } from 'node:fs';

/** A fenced block of a Markdown file, or of a comment. */
export interface Block {
  readonly file: string;
  /** Line number in the file of the first line of `lines`, from 1. */
  readonly line: number;
  /** The first word behind the fence: `ts`, `console`, … */
  readonly language: string;
  /** The words behind the language: `no-run`, `exit=1`. */
  readonly info: string;
  readonly lines: readonly string[];
}

const FENCE = /^(\s*(?:\*\s?)?)```(\w*)(.*)$/;

/** Returns the fenced blocks of a Markdown file, or of the comments of a source file. */
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

/** Only in a comment does a line begin with a star that does not belong to the block. */
function withoutStar(line: string, file: string): string {
  return file.endsWith('.md') ? line : line.replace(/^\s*\* ?/, '');
}
