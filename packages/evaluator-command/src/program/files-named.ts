import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * Resolves to the digests of those words that name files, by absolute path. Relative paths start in
 * `folder`. Programs found in `PATH` are no files of the task, so they do not count.
 */
export async function filesNamed(
  words: readonly string[],
  folder: string,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const word of words) {
    const path = resolve(folder, word);
    if (word === '' || !(await isFile(path))) continue;
    digests[path] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return digests;
}

async function isFile(path: string): Promise<boolean> {
  // A word may contain what no path can contain.
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
