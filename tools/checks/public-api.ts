import { join } from 'node:path';
import ts from 'typescript';
import { declarationsOf, lookUp, type Declaration } from './declarations.ts';

/** The file beside the tests of a package that records what the package exports. */
export function recordedApi(folder: string): string {
  return join(folder, 'test/public-api.txt');
}

/**
 * The exports of the package in `folder`, as declarations sorted by name, without comments and
 * without what is internal; then the types that these mention but that have no public name. The
 * sources are read file by file: nothing needs to be built.
 */
export function publicApi(folder: string): string {
  const exported = [...declarationsOf(join(folder, 'src/index.ts')).exported.values()];
  const hidden = [...mentionedBy(exported)].filter((other) => !exported.includes(other));
  const parts = [
    ...inOrder(exported),
    ...(hidden.length > 0 ? ['// Mentioned above, without a public name:'] : []),
    ...inOrder(hidden),
  ];
  return `${parts.join('\n\n')}\n`;
}

function inOrder(declarations: Declaration[]): string[] {
  const sorted = [...declarations].sort((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.map(({ text }) => text);
}

/** These declarations and, over any number of steps, those of their package that they mention. */
function mentionedBy(declarations: Declaration[]): Set<Declaration> {
  const found = new Set(declarations);
  for (const { nodes, file } of found) {
    const visit = (node: ts.Node): void => {
      const declaration = ts.isIdentifier(node) ? lookUp(node.text, file) : undefined;
      if (declaration !== undefined) found.add(declaration);
      node.forEachChild(visit);
    };
    nodes.forEach(visit);
  }
  return found;
}
