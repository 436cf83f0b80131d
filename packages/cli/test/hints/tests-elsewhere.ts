import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Returns the titles of the tests in a file that Jest runs. */
export function testTitles(code: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      /^test\b(?!\.(?:skip|todo|failing))/.test(node.expression.getText())
    ) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('test.ts', code, ts.ScriptTarget.Latest, true));
  return titles;
}

/** Returns the code of the files of its folder that a file imports. */
export function importedBeside(file: string): string {
  const imports = readFileSync(file, 'utf8').matchAll(/ from '(\.\/[^']+)'/g);
  return Array.from(imports, ([, path]) => readFileSync(join(dirname(file), path!), 'utf8')).join(
    '',
  );
}

/** The operations that do what commands and options of psy do. */
const OPERATIONS: Readonly<Record<string, RegExp>> = {
  run: /\brunTask\(|\.run\(/,
  '-c': /\bcontinue: true\b/,
  '--repair': /\brepair: true\b/,
  fsck: /\bfsckTask\(/,
  kill: /\bkillTask\(|\bendSubmitters?\(|\.kill\(/,
  status: /\btaskStatus\(|\breadStatus\(/,
  export: /\bexportTask\(|\.export\(/,
  '--partial': /\bpartial: true\b/,
  verify: /\bverifyTask\(|\.verify\(/,
};

/** True if a test calls psy with a word, or the operation that the word stands for. */
export function isCalled(word: string, code: string): boolean {
  const given = new RegExp(`['"\`\\s]${word}['"\`\\s]`);
  const text = code.replaceAll(
    /^\s*(?:\/\/|\*|\/\*).*$|\b(?:test|describe)(?:\.each)?\(['"\`].*$/gm,
    '',
  );
  return given.test(text) || OPERATIONS[word]?.test(text) === true;
}
