import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';

/** The pages that are read in order; those of `guide` are in the order of its index. */
export function sidebar(docs: string): DefaultTheme.SidebarItem[] {
  const page = (path: string): DefaultTheme.SidebarItem => ({
    text: titleOf(join(docs, path)),
    link: `/${path.replace(/\.md$/, '')}`,
  });
  const decisions = readdirSync(join(docs, 'decisions')).sort();
  return [
    { text: 'Start', items: ['tutorial.md', 'newcomer.md', 'comparison.md'].map(page) },
    { text: 'Guide', items: chapters(docs).map(page) },
    {
      text: 'Reference',
      items: [page('errors.md'), page('differences-from-python-psyrun.md')],
    },
    {
      text: 'Decisions',
      collapsed: true,
      items: decisions.map((name) => page(`decisions/${name}`)),
    },
  ];
}

/** The chapters that the index of the guide links to, in its order. */
function chapters(docs: string): string[] {
  const index = readFileSync(join(docs, 'guide/README.md'), 'utf8');
  return [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, name]) => `guide/${name!}`);
}

function titleOf(file: string): string {
  const title = /^# (.*)$/m.exec(readFileSync(file, 'utf8'))?.[1];
  if (title === undefined) throw new Error(`${file} has no title.`);
  return title.replaceAll('`', '');
}
