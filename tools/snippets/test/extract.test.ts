import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freeNames, snippetsOf, withComparisons, type Snippet } from '../examples/extract.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'extract-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function snippetIn(name: string, content: string): Snippet {
  const file = join(folder, name);
  writeFileSync(file, content);
  return snippetsOf(file)[0]!;
}

test('returns a block of a page unchanged, with its line number', () => {
  const { line, code } = snippetIn('page.md', '# Page\n\n```ts\nconst a = 2\n  * 3;\n```\n');
  expect([line, code]).toEqual([4, 'const a = 2\n  * 3;']);
});

test('returns a block of a comment without the stars', () => {
  const { code } = snippetIn('a.ts', '/**\n * ```ts\n * f(); // => 1\n * ```\n */\n');
  expect(code).toBe('f(); // => 1');
});

test('does not import a name that a snippet declares or imports', () => {
  const code = "import { own } from './own.ts';\nconst { x } = own();\nlet y = param(x);\ny;";
  expect([...freeNames({ file: '', line: 1, code })]).toEqual(['param']);
});

test('an expected value on the same line or the next becomes a comparison, and no line moves', () => {
  const code = "f(1); // => 2\ng();\n// => 'x'\nh();";
  expect(withComparisons({ file: '', line: 1, code })).toBe(
    "await promise(0, async () => (f(1)), () => (2)); // => 2\nawait promise(1, async () => (g()), () => ('x'));\n// => 'x'\nh();",
  );
});
