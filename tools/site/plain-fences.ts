import type { MarkdownRenderer } from 'vitepress';

/**
 * Keeps only the language in the first line of a code block. The rest (`exit=1`, `no-run`) is for
 * the program that runs the examples; VitePress would read its digits as lines to highlight.
 */
export function plainFences(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('plain-fences', ({ tokens }) => {
    for (const token of tokens.filter(({ type }) => type === 'fence'))
      token.info = token.info.split(' ')[0]!;
  });
}
