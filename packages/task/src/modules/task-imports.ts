import { dirname } from 'node:path';
import { confFile } from '../settings/load-settings.ts';
import { importsOf } from './imports-of.ts';

/** The modules that a task needs. */
export interface TaskImports {
  /** Absolute paths of the task file and, if there is one, of its `psy-conf`. */
  readonly roots: readonly string[];
  /** Absolute paths of the roots and of their direct and indirect imports outside of packages. */
  readonly local: ReadonlySet<string>;
  /** The files of installed packages that the local modules import, by the folder of the package. */
  readonly installed: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Resolves to the modules that a task file and its `psy-conf` import. */
export async function taskImports(path: string): Promise<TaskImports> {
  const conf = await confFile(dirname(path));
  const roots = [path, ...(conf === undefined ? [] : [conf])];
  const found = roots.map(importsOf);
  const installed = new Map<string, Set<string>>();
  for (const [folder, files] of found.flatMap((imports) => [...imports.installed])) {
    installed.set(folder, new Set([...(installed.get(folder) ?? []), ...files]));
  }
  return { roots, local: new Set(found.flatMap(({ local }) => local)), installed };
}
