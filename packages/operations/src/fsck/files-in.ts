import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '@psyrun/files';

/** Folders of a work directory that belong to no run of the present. */
const OTHER = new Set(['previous', 'damaged']);

/** Returns all paths in a work directory that are not folders, but for former runs and damaged files. */
export async function filesIn(root: string): Promise<string[]> {
  const paths: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = (await ifThere(readdir(folder, { withFileTypes: true }))) ?? [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (folder === root && OTHER.has(entry.name)) continue;
      if (entry.isDirectory() && !hasSuffix(entry.name)) await walk(path);
      else paths.push(path);
    }
  };
  await walk(root);
  return paths;
}

/** True for the names of files: a folder of that name is in the place of a file. */
function hasSuffix(name: string): boolean {
  return /\.(?:json|journal|log|lock)$|^ledger/.test(name);
}
