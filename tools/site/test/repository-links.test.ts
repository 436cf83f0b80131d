import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { linkFrom } from '../repository-links.ts';

const root = join(import.meta.dirname, '../../..');
const chapter = join(root, 'docs/guide/tasks.md');

test('links within docs stay; the index of a folder gets its name on the site', () => {
  expect(linkFrom(chapter, '../errors.md#psyrun_usage', root)).toBe('../errors.md#psyrun_usage');
  expect(linkFrom(chapter, 'README.md', root)).toBe('index.md');
  expect(linkFrom(chapter, '#settings', root)).toBe('#settings');
  expect(linkFrom(chapter, 'https://example.org/a.md', root)).toBe('https://example.org/a.md');
});

test('links out of docs lead to the repository', () => {
  const sources = 'https://github.com/psyrun/psyrun/blob/main';
  expect(linkFrom(chapter, '../../README.md#install', root)).toBe(`${sources}/README.md#install`);
});

test('a link to a missing file ends the build', () => {
  expect(() => linkFrom(chapter, '../nothing.md', root)).toThrow('links to ../nothing.md');
});
