import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sidebar } from '../sidebar.ts';

const docs = join(import.meta.dirname, '../../../docs');

test('every page but the first ones of site and guide is in the sidebar, once', () => {
  const linked = sidebar(docs).flatMap(({ items = [] }) => items.map(({ link }) => link));
  const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !/^(index|guide\/README)\.md$/.test(name))
    .map((name) => `/${name.replace(/\.md$/, '')}`);
  expect(linked.toSorted()).toEqual(pages.toSorted());
});
