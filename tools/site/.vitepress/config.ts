import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { plainFences } from '../plain-fences.ts';
import { repositoryLinks } from '../repository-links.ts';
import { sidebar } from '../sidebar.ts';

const root = join(import.meta.dirname, '../../..');

/** The configuration of the site of docs/. VitePress requires a default export. */
export default defineConfig({
  title: 'psyrun',
  head: [['style', {}, readFileSync(join(import.meta.dirname, 'wide-tables.css'), 'utf8')]],
  description: 'Parameter sweeps whose result is provably complete',
  srcDir: '../../docs',
  outDir: 'dist',
  // Pages keep their paths; only the index of a folder has another name.
  rewrites: (id) => id.replace(/README\.md$/, 'index.md'),
  cleanUrls: false,
  lastUpdated: false,
  markdown: {
    config: (markdown) => {
      repositoryLinks(markdown, root);
      plainFences(markdown);
    },
  },
  themeConfig: {
    nav: [
      { text: 'Tutorial', link: '/tutorial' },
      { text: 'Guide', link: '/guide/' },
      // TypeDoc makes this page; VitePress does not know it.
      { text: 'API', link: '/api/modules/psyrun.html', target: '_self' },
    ],
    sidebar: sidebar(join(root, 'docs')),
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: 'https://github.com/psyrun/psyrun' }],
    outline: [2, 3],
  },
});
