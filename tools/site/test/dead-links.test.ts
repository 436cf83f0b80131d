import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deadLinks } from '../dead-links.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-site-'));
  mkdirSync(join(folder, 'guide'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const page = (name: string, html: string) => writeFileSync(join(folder, name), html);

test('links to existing pages, folders and anchors are alive', () => {
  page('index.html', '<a href="/guide/">1</a><a href="guide/one#b">2</a><a href="#top">3</a>');
  page('guide/index.html', '<a href="../index.html#top">x</a><a href="https://example.org">y</a>');
  page('guide/one.html', '<h2 id="b">b</h2>');
  page('index.html', '<p id="top"></p><a href="/guide/">1</a><a href="guide/one#b">2</a>');
  expect(deadLinks(folder, folder)).toEqual([]);
});

test.each([
  ['a page', 'two.html'],
  ['a page from the root', '/two.html'],
  ['an anchor of the page', '#nowhere'],
  ['an anchor of another page', 'guide/index.html#nowhere'],
])('a link to %s that is not there is found', (_, href) => {
  page('index.html', `<a class="x" href="${href}">x</a>`);
  page('guide/index.html', '<h2 id="somewhere">x</h2>');
  expect(deadLinks(folder, folder)).toEqual([`index.html: ${href}`]);
});

test('finds a missing picture', () => {
  page('index.html', '<img src="picture.svg">');
  expect(deadLinks(folder, folder)).toEqual(['index.html: picture.svg']);
});

test('a link into the repository leads to an existing file', () => {
  const sources = 'https://github.com/psyrun/psyrun/blob/main';
  page('index.html', `<a href="${sources}/index.html#L3">1</a><a href="${sources}/gone.ts">2</a>`);
  expect(deadLinks(folder, folder)).toEqual([`index.html: ${sources}/gone.ts`]);
});
