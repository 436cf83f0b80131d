import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type ts from 'typescript';
import { exportsOf, type Exports } from './exports.ts';
import { freeNames, snippetsOf, withComparisons, type Snippet } from './extract.ts';
import type { Home, Place } from '../places.ts';

/** An example as a separate module. */
export interface Program {
  readonly snippet: Snippet;
  /** The file of the module. Its first line does not belong to the snippet. */
  readonly module: string;
}

const DECLARATIONS =
  'declare const promise: (line: number, actual: () => Promise<unknown>, expected: () => unknown) => Promise<void>;';

/** Writes every example of these places as a module into `folder`. */
export function writePrograms(
  folder: string,
  places: readonly Place[],
  options: ts.CompilerOptions,
): Program[] {
  const withExamples = places
    .map((place) => ({ ...place, snippets: snippetsOf(place.file) }))
    .filter(({ snippets }) => snippets.length > 0);
  const sources = withExamples.flatMap(({ homes }) => homes.map(({ source }) => source));
  const exported = exportsOf(sources, options);
  return withExamples
    .flatMap(({ homes, snippets }) => snippets.map((snippet) => ({ homes, snippet })))
    .map(({ homes, snippet }, i) => {
      const module = join(folder, `${i}.ts`);
      // One line, so that the lines of the snippet follow from line 2 on.
      const head = `${importsFor(snippet, homes, exported)} ${DECLARATIONS}`;
      writeFileSync(module, `${head}\n${withComparisons(snippet)}\nexport {};\n`);
      return { snippet, module };
    });
}

/** Returns the imports of a snippet: from its own source first, then from its package. */
function importsFor(
  snippet: Snippet,
  homes: readonly Home[],
  exported: (file: string) => Exports,
): string {
  const names = freeNames(snippet);
  return homes
    .map(({ specifier, source }) => {
      const found = [...exported(source)].filter(([name]) => names.delete(name));
      const list = found.map(([name, kind]) => (kind === 'type' ? `type ${name}` : name));
      return list.length === 0 ? '' : `import { ${list.join(', ')} } from '${specifier}';`;
    })
    .join(' ');
}
