import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from '@psyrun/core';
import { findPlugins } from '@psyrun/task';

/**
 * The store for a file, by its suffix: of a package that the project around the current directory
 * declares, or one of the usual ones. Only that store is imported.
 *
 * Throws `PSYRUN_PLUGIN_NOT_FOUND` if no installed package provides the suffix.
 *
 * @example
 * ```ts
 * const store = await autodetectStore('result.npz');
 * store.ext; // => '.npz'
 * ```
 */
export async function autodetectStore(file: string): Promise<Store> {
  return findPlugins(process.cwd(), dirname(fileURLToPath(import.meta.url))).store(
    extname(file).toLowerCase(),
  );
}
