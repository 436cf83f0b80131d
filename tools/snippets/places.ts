import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the repository. */
export const ROOT = join(import.meta.dirname, '../..');

/** A file with examples, and the modules whose exports are at hand in them. */
export interface Place {
  readonly file: string;
  readonly homes: readonly Home[];
}

/** A module whose exports an example may use without an import. */
export interface Home {
  /** What an import names. */
  readonly specifier: string;
  /** The source that says what is exported. */
  readonly source: string;
}

/**
 * Every file that may hold examples: README.md, docs/, the packages' READMEs and sources. In a
 * package, its exports need no import; elsewhere, those of `psyrun` need none.
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
