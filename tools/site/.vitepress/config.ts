import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { plainFences } from '../plain-fences.ts';
import { repositoryLinks } from '../repository-links.ts';
import { sidebar } from '../sidebar.ts';

const root = join(import.meta.dirname, '../../..');

/** The site of docs/. What VitePress looks for is the default export. */
export default defineConfig({
  title: 'psyrun',
  description: 'Parameter sweeps whose result is provably complete',
  srcDir: '../../docs',
  outDir: 'dist',
  // Pages are where the files are; only the index of a folder has another name.
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
      // Made by TypeDoc: not a page that VitePress knows.
      { text: 'API', link: '/api/modules/psyrun.html', target: '_self' },
    ],
    sidebar: sidebar(join(root, 'docs')),
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: 'https://github.com/psyrun/psyrun' }],
    outline: [2, 3],
  },
});
