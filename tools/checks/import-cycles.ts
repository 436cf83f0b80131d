import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { foldersOf } from './folders.ts';
import { importsOf } from './imports.ts';
import { workspacePackage } from './package-edges.ts';

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly '@psyrun/source'?: string }>>;
}

/**
 * The import cycles of the workspace, type imports included, as lines `a.ts → b.ts → a.ts`. Files
 * that import each other in several ways give at least one line.
 *
 * @param root the workspace
 */
export function importCycles(root: string): string[] {
  const imports = importsByFile(root);
  const cycles: string[] = [];
  const path: string[] = [];
  const finished = new Set<string>();

  const follow = (file: string): void => {
    const start = path.indexOf(file);
    if (start !== -1) cycles.push([...path.slice(start), file].join(' → '));
    if (start !== -1 || finished.has(file)) return;
    path.push(file);
    imports.get(file)!.forEach(follow);
    path.pop();
    finished.add(file);
  };
  [...imports.keys()].forEach(follow);
  return cycles;
}

/** The files of the workspace that each of them imports, by path relative to `root`. */
function importsByFile(root: string): Map<string, string[]> {
  const files = foldersOf(root).flatMap(({ path, files }) =>
    files.filter((name) => /\.m?[jt]s$/.test(name)).map((name) => join(path, name)),
  );
  const known = new Set(files);
  const imported = (file: string): string[] =>
    importsOf(join(root, file))
      .map((specifier) => importedFile(specifier, file, root))
      .filter((other) => other !== undefined && known.has(other)) as string[];
  return new Map(files.map((file) => [file, imported(file)]));
}

/** The file that a specifier leads to; undefined for what is no module of `packages`. */
function importedFile(specifier: string, file: string, root: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(file), specifier);
  const folder = join('packages', workspacePackage(specifier) ?? '');
  const manifest = join(root, folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  const entry = exports[specifier.replace(/^(@psyrun\/)?[^/]+/, '.')];
  return entry?.['@psyrun/source'] && join(folder, entry['@psyrun/source']);
}
