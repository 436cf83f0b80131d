// @ts-check
import { join } from 'node:path';
import ts from 'typescript';
import { declarationsOf, lookUp } from './declarations.js';

/** @typedef {import('./declarations.js').Declaration} Declaration */

/**
 * The file beside the tests of a package that says what it exports.
 *
 * @param {string} folder
 */
export function recordedApi(folder) {
  return join(folder, 'test/public-api.txt');
}

/**
 * What the package in `folder` exports, as declarations sorted by name, without comments and
 * without what is internal; then the types that these mention but that have no public name. Read
 * from the sources, file by file: nothing needs to be built.
 *
 * @param {string} folder
 * @returns {string}
 */
export function publicApi(folder) {
  const exported = [...declarationsOf(join(folder, 'src/index.ts')).exported.values()];
  const hidden = [...mentionedBy(exported)].filter((other) => !exported.includes(other));
  const parts = [
    ...inOrder(exported),
    ...(hidden.length > 0 ? ['// Mentioned above, without a public name:'] : []),
    ...inOrder(hidden),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** @param {Declaration[]} declarations */
function inOrder(declarations) {
  const sorted = [...declarations].sort((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.map(({ text }) => text);
}

/**
 * These declarations and, over any number of steps, those that they mention of their package.
 *
 * @param {Declaration[]} declarations
 */
function mentionedBy(declarations) {
  const found = new Set(declarations);
  for (const { nodes, file } of found) {
    /** @param {ts.Node} node */
    const visit = (node) => {
      const declaration = ts.isIdentifier(node) ? lookUp(node.text, file) : undefined;
      if (declaration !== undefined) found.add(declaration);
      node.forEachChild(visit);
    };
    nodes.forEach(visit);
  }
  return found;
}
