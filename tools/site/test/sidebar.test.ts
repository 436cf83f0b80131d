import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sidebar } from '../sidebar.ts';

const docs = join(import.meta.dirname, '../../../docs');

test('the sidebar has every page once, except the index pages', () => {
  const linked = sidebar(docs).flatMap(({ items = [] }) => items.map(({ link }) => link));
  const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !/^(index|(guide|decisions)\/README)\.md$/.test(name))
    .map((name) => `/${name.replace(/\.md$/, '')}`);
  expect(linked.toSorted()).toEqual(pages.toSorted());
});

test('decisions are numbered without gaps and have one layout', () => {
  const decisions = join(docs, 'decisions');
  const records = readdirSync(decisions).filter((name) => name !== 'README.md');
  expect(records.map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b)).toEqual(
    records.map((_, i) => i + 1),
  );
  for (const name of records) {
    const lines = readFileSync(join(decisions, name), 'utf8').split('\n');
    expect(lines[0]).toMatch(new RegExp(`^# ${name.slice(0, 4)}\\. \\S`));
    expect(lines[2]).toMatch(/^Status: accepted, \d{4}-\d\d-\d\d$/);
    const headings = lines.filter((line) => line.startsWith('## '));
    expect([name, ...headings.filter((heading) => heading !== '## Figures')]).toEqual([
      name,
      '## Context',
      '## Decision',
      '## Consequences',
    ]);
  }
});
