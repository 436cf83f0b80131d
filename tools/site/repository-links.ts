import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** Where the files of the repository can be read. */
export const SOURCES = 'https://github.com/psyrun/psyrun/blob/main';

/**
 * Makes links of Markdown files that lead out of `docs/` lead to the repository: files link to
 * each other in the way that works there. A link to a file that is not there ends the build.
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
 * What the link `href` of a file under `root` becomes on the site.
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
