import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { SOURCES } from './repository-links.ts';

/**
 * Returns the dead links of a folder of HTML pages, each as `page: link`: links to a missing page
 * or to a missing anchor. A link into the repository must lead to a file below `root`. Links to
 * other sites are not followed.
 */
export function deadLinks(folder: string, root: string): string[] {
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsOf = (page: string): ReadonlySet<string> => {
    if (!anchors.has(page)) anchors.set(page, idsIn(readFileSync(page, 'utf8')));
    return anchors.get(page)!;
  };
  const isDead = (link: string, page: string): boolean => {
    if (link.startsWith(SOURCES))
      return !existsSync(join(root, link.slice(SOURCES.length).replace(/#.*/, '')));
    if (/^(\w+:|\/\/)/.test(link)) return false;
    const [path, anchor] = link.split('#') as [string, string?];
    const target = path === '' ? page : targetOf(path, page, folder);
    if (target === undefined) return true;
    if (!anchor || !target.endsWith('.html')) return false;
    return !anchorsOf(target).has(decodeURIComponent(anchor));
  };
  return pagesBelow(folder).flatMap((page) =>
    linksIn(readFileSync(page, 'utf8'))
      .filter((link) => isDead(link, page))
      .map((link) => `${relative(folder, page)}: ${link}`),
  );
}

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(folder, name));
}

/** Returns the file that a server would send for a path, or undefined if there is none. */
function targetOf(path: string, page: string, folder: string): string | undefined {
  const plain = decodeURIComponent(path.replace(/\?.*/, ''));
  const file = plain.startsWith('/') ? join(folder, plain) : join(dirname(page), plain);
  const candidates = [file, `${file}.html`, join(file, 'index.html')];
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
}

function linksIn(html: string): string[] {
  const links = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, link]) => unescape(link!));
  return [...new Set(links)].filter((link) => link !== '');
}

function idsIn(html: string): Set<string> {
  return new Set([...html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id]) => unescape(id!)));
}

function unescape(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
