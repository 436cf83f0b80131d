import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { retiredWords, whatComments } from '../words.ts';
import { checkedWorkspace } from './checked-workspace.ts';

const workspace = join(import.meta.dirname, '../../..');
const file = 'packages/run/src/rows.ts';

describe('retired words', () => {
  test('are not in sources and documentation', () => {
    expect(retiredWords(workspace)).toEqual([]);
  });

  test.each([
    ['// A whole number.', 'whole number', 'integer'],
    ["const hint = 'Give a text.';", 'a text', 'a string'],
    ['/** It takes no time to speak of. */', 'no time to speak of', 'the time, in numbers'],
    ['// One alone needs it not.', 'needs it not', 'does not need'],
    ['// Who wants less installs @psyrun/core.', 'wants less', 'a condition: "to install less"'],
    ["// The disk's word that it is kept.", 'word that it is kept', 'synced to disk'],
    ['// It runs no more.', 'runs no more', 'is no longer running'],
    ['// A row that is begun.', 'is begun', 'has started'],
    ['// Accuse the row.', 'Accuse', 'retry in isolation'],
  ])('%s is found', (line, found, use) => {
    const sentence = `instead of "${found}", use ${use}`;
    const source = { [file]: `export const rows = 1;\n${line}\n` };
    expect(checkedWorkspace(source, retiredWords)).toEqual([`${file}:2: ${sentence}`]);
    const page = { 'docs/guide/rows.md': `${line}\n`, 'packages/run/package.json': '{}' };
    expect(checkedWorkspace(page, retiredWords)).toEqual([`docs/guide/rows.md:1: ${sentence}`]);
  });

  test.each([
    ['a comment', '/**\n * Returns a whole\n * number.\n */'],
    ['line comments', '\n// It is a whole\n// number.'],
    ['a quotation', '\n> It is a whole\n> number.'],
  ])('are found on two lines of %s', (_, content) => {
    expect(checkedWorkspace({ [file]: content }, retiredWords)).toEqual([
      `${file}:2: instead of "whole number", use integer`,
    ]);
  });

  test('are not found within other words', () => {
    const content = '// A text file of a wholesale number. The context, a textbook.\n';
    expect(checkedWorkspace({ [file]: content }, retiredWords)).toEqual([]);
  });
});

describe('comments that begin with "What"', () => {
  test('are not in sources', () => {
    expect(whatComments(workspace)).toEqual([]);
  });

  test.each([
    ['/** What a file does. */', 1],
    ['/* What a file does. */', 1],
    ['/**\n * What a file does.\n */', 1],
    ['const rows = 1; // What a file does.', 1],
    ['  // What a file does.', 1],
  ])('%j is found', (comment, line) => {
    expect(checkedWorkspace({ [file]: comment }, whatComments)).toEqual([
      expect.stringMatching(`^${file}:${line}: instead of "What", use a verb `),
    ]);
  });

  test.each([
    '/** Returns what a file does. */',
    '/** Whatever a file does. */',
    '/**\n * Runs a file.\n *\n * What it does: nothing.\n */',
    "const question = 'What is it?';",
  ])('%j is accepted', (comment) => {
    expect(checkedWorkspace({ [file]: comment }, whatComments)).toEqual([]);
  });
});
