import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** The address of the files of the repository. */
export const SOURCES = 'https://github.com/psyrun/psyrun/blob/main';

/**
 * Changes links of Markdown files that leave `docs/` into links to the repository. In the files,
 * links have the form that works in the repository. A link to a missing file ends the build.
 */
export function repositoryLinks(markdown: MarkdownRenderer, root: string): void {
  markdown.core.ruler.push('repository-links', ({ tokens, env }) => {
    const { realPath, path } = env as { readonly realPath?: string; readonly path: string };
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.attrGet('href');
      if (href !== null) token.attrSet('href', linkFrom(realPath ?? path, href, root));
    }
  });
}

/**
 * Returns the link on the site for the link `href` of a file under `root`.
 *
 * @throws Error if it names a file that is not there.
 */
export function linkFrom(file: string, href: string, root: string): string {
  if (/^(\w+:|#|\/)/.test(href)) return href;
  const [path, anchor] = href.split('#') as [string, string?];
  const target = join(dirname(file), path);
  if (!existsSync(target)) throw new Error(`${file} links to ${href}, which is not there.`);
  const inRepository = relative(root, target);
  const suffix = anchor === undefined ? '' : `#${anchor}`;
  if (!inRepository.startsWith('docs/') || !/\.(md|svg)$/.test(path))
    return `${SOURCES}/${inRepository}${suffix}`;
  return `${path.replace(/README\.md$/, 'index.md')}${suffix}`;
}
