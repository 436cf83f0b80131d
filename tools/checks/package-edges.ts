import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { importsOf, sourcesBelow } from './imports.ts';
import { EDGES } from './layers.js';

/**
 * Where the imports of `packages/<name>/src` differ from the table of edges, as sentences: imports
 * that it does not allow, and edges that no import uses.
 *
 * @param root the workspace
 */
export function edgeComplaints(root: string): string[] {
  return readdirSync(join(root, 'packages')).flatMap((name) => {
    const allowed = EDGES[name];
    if (allowed === undefined) return [`packages/${name} has no edges in tools/checks/layers.js`];
    const imports = packageImports(root, name);
    const forbidden = imports.filter(({ other }) => other !== name && !allowed.includes(other));
    const unused = allowed.filter((other) => !imports.some((used) => used.other === other));
    return [
      ...forbidden.map(({ file, other }) => `${file} imports ${other}, which is not allowed`),
      ...unused.map((other) => `${name} may import ${other}, but does not`),
    ];
  });
}

/**
 * The package of the workspace that a specifier names.
 *
 * @example
 * ```ts
 * workspacePackage('@psyrun/journal/check-row'); // => 'journal'
 * workspacePackage('node:fs'); // => undefined
 * ```
 */
export function workspacePackage(specifier: string): string | undefined {
  return /^@psyrun\/([^/]+)|^(psyrun)$/.exec(specifier)?.slice(1).find(Boolean);
}

interface PackageImport {
  readonly file: string;
  readonly other: string;
}

function packageImports(root: string, name: string): PackageImport[] {
  return sourcesBelow(join(root, 'packages', name, 'src')).flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      const other = workspacePackage(specifier);
      return other === undefined ? [] : [{ file: relative(root, file), other }];
    }),
  );
}
