import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the repository. */
export const ROOT = join(import.meta.dirname, '../..');

/** A file with examples, and the modules whose exports the examples may use. */
export interface Place {
  readonly file: string;
  readonly homes: readonly Home[];
}

/** A module whose exports an example may use without an import. */
export interface Home {
  /** The specifier of an import. */
  readonly specifier: string;
  /** The source file with the exports. */
  readonly source: string;
}

/**
 * Yields every file that may contain examples: README.md, docs/, the READMEs and sources of the
 * packages. An example in a package needs no import of its exports. Other examples need no import
 * of `psyrun`.
 */
export function* places(): Generator<Place> {
  const umbrella = homeOf('psyrun');
  yield { file: join(ROOT, 'README.md'), homes: [umbrella] };
  for (const file of filesBelow('docs', '.md')) yield { file, homes: [umbrella] };
  for (const name of readdirSync(join(ROOT, 'packages'))) {
    const home = homeOf(name);
    yield { file: join(ROOT, 'packages', name, 'README.md'), homes: [home] };
    for (const file of filesBelow(`packages/${name}/src`, '.ts'))
      yield { file, homes: [{ specifier: file, source: file }, home] };
  }
}

function filesBelow(path: string, suffix: string): string[] {
  return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(suffix) && !name.includes('node_modules'))
    .map((name) => join(ROOT, path, name));
}

function homeOf(name: string): Home {
  return {
    specifier: name === 'psyrun' ? name : `@psyrun/${name}`,
    source: join(ROOT, 'packages', name, 'src/index.ts'),
  };
}
