import type { MarkdownRenderer } from 'vitepress';

/**
 * Leaves of the first line of a code block only the language. What follows it (`exit=1`, `no-run`)
 * is for the program that runs the examples; VitePress would take its digits for lines to highlight.
 */
export function plainFences(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('plain-fences', ({ tokens }) => {
    for (const token of tokens.filter(({ type }) => type === 'fence'))
      token.info = token.info.split(' ')[0]!;
  });
}
