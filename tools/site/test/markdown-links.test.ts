import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../../..');
const markdownIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`);

/** Pages that are read in the repository; those of docs/ are checked as the site. */
const pages = [...markdownIn('.'), ...packages];

test.each(pages)('links of %s lead to existing files', (page) => {
  const text = readFileSync(join(root, page), 'utf8').replace(/^```.*?^```/gms, '');
  const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
  const local = targets.filter((target) => !/^\w+:/.test(target));
  const gone = local.filter((target) => !existsSync(join(root, dirname(page), target)));
  expect(gone).toEqual([]);
});

test('the index of the guide leads to every chapter', () => {
  const index = readFileSync(join(root, 'docs/guide/README.md'), 'utf8');
  const chapters = markdownIn('docs/guide').map((file) => relative('docs/guide', file));
  const missing = chapters.filter((name) => name !== 'README.md' && !index.includes(`(${name})`));
  expect(missing).toEqual([]);
});
