import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the file of that name in `folder` or the nearest folder above it. */
export function fileAbove(name: string, folder: string): string | undefined {
  const file = join(folder, name);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : fileAbove(name, parent);
}
