import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';

/** Returns the sidebar. Guide and decisions are in the order of their index pages. */
export function sidebar(docs: string): DefaultTheme.SidebarItem[] {
  const page = (path: string): DefaultTheme.SidebarItem => ({
    text: titleOf(join(docs, path)),
    link: `/${path.replace(/\.md$/, '')}`,
  });
  return [
    { text: 'Start', items: ['tutorial.md', 'newcomer.md', 'comparison.md'].map(page) },
    { text: 'Guide', items: pagesOf(docs, 'guide').map(page) },
    {
      text: 'Reference',
      items: ['errors.md', 'glossary.md', 'differences-from-python-psyrun.md'].map(page),
    },
    {
      text: 'Decisions',
      collapsed: true,
      items: pagesOf(docs, 'decisions').map(page),
    },
  ];
}

/** Returns the pages that the index of a folder links to, in its order. */
function pagesOf(docs: string, folder: string): string[] {
  const index = readFileSync(join(docs, folder, 'README.md'), 'utf8');
  return [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => `${folder}/${name!}`);
}

function titleOf(file: string): string {
  const title = /^# (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (title === undefined) throw new Error(`${file} has no title.`);
  return title.replaceAll('`', '');
}
