import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders whose content is built, installed, or only read by tests. */
const NO_SOURCES = /^(node_modules|dist|out-tsc|fixtures|psy-work|\..+)$/;

/** A folder of the workspace. */
export interface Folder {
  /** Relative to the workspace. */
  readonly path: string;
  /** The names of its files. */
  readonly files: readonly string[];
}

/**
 * The folders of the workspace that hold sources or tests, the files of fixtures left out.
 *
 * @param root the workspace
 */
export function foldersOf(root: string): Folder[] {
  return ['packages', 'tools', 'bench', 'examples']
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => foldersBelow(root, path));
}

function foldersBelow(root: string, path: string): Folder[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const folders = entries.filter((entry) => entry.isDirectory() && !NO_SOURCES.test(entry.name));
  return [{ path, files }, ...folders.flatMap(({ name }) => foldersBelow(root, join(path, name)))];
}
