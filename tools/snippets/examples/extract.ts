import ts from 'typescript';
import { blocksOf } from '../documents/blocks.ts';

/** A block of TypeScript in a Markdown file or in the comment of an export. */
export interface Snippet {
  readonly file: string;
  /** Line number in the file of the first line of `code`, from 1. */
  readonly line: number;
  readonly code: string;
}

/** Returns the `ts` blocks of a file, without those marked `ts no-run`, which a test cannot run. */
export function snippetsOf(file: string): Snippet[] {
  return blocksOf(file)
    .filter(({ language, info }) => language === 'ts' && !info.includes('no-run'))
    .map(({ line, lines }) => ({ file, line, code: lines.join('\n') }));
}

/**
 * Returns the code with comparisons: `value; // => expected`, on the same line or on the next,
 * becomes a call of `promise`. Lines keep their numbers.
 */
export function withComparisons({ code }: Snippet): string {
  const source = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ES2023, true);
  let result = code;
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node)) {
      const promised = /^[ \t]*;?[ \t]*\n?[ \t]*\/\/ => (.*)/.exec(code.slice(node.end));
      if (promised !== null) {
        const expression = node.expression.getText(source);
        const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
        const call = `promise(${line}, async () => (${expression}), () => (${promised[1]!}));`;
        const at = node.getStart(source);
        result = `${result.slice(0, at)}await ${call}${result.slice(at + node.getWidth(source))}`;
      }
    }
  };
  // Starts at the end, so that earlier positions stay valid.
  [...source.statements].reverse().forEach(visit);
  return result;
}

/** Returns the names that a snippet uses but neither imports nor declares. */
export function freeNames({ code }: Snippet): Set<string> {
  const source = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ES2023, true);
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    if (
      (ts.isVariableDeclaration(node) ||
        ts.isFunctionDeclaration(node) ||
        ts.isClassDeclaration(node) ||
        ts.isInterfaceDeclaration(node) ||
        ts.isTypeAliasDeclaration(node) ||
        ts.isImportSpecifier(node) ||
        ts.isBindingElement(node)) &&
      node.name !== undefined &&
      ts.isIdentifier(node.name)
    ) {
      declared.add(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const name of declared) used.delete(name);
  return used;
}
