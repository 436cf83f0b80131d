import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/**
 * Returns the folder of the installed package that a file belongs to: the nearest folder with a
 * `package.json` that lies directly in a `node_modules` (or in a scope there). Returns undefined for
 * local code.
 *
 * A package that holds `root`, the task file, is local too: the whole project may lie in a folder
 * named `node_modules`. Both paths must be real, without links: a package of a workspace is linked
 * into `node_modules` and is local.
 */
export function installedPackage(file: string, root: string): string | undefined {
  for (let folder = dirname(file); !holds(folder, root); folder = dirname(folder)) {
    if (isInstalled(folder) && existsSync(join(folder, 'package.json'))) return folder;
  }
  return undefined;
}

/** True if `file` is in `folder` or below it. */
function holds(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '..' && !/^\.\.[\\/]/.test(path);
}

/** True for `…/node_modules/name` and `…/node_modules/@scope/name`. */
function isInstalled(folder: string): boolean {
  const parent = dirname(folder);
  const place = basename(parent).startsWith('@') ? dirname(parent) : parent;
  return basename(place) === 'node_modules';
}
