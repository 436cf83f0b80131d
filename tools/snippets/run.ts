/**
 * Type-checks and runs every example: the `ts` blocks of README.md, docs/ and the packages'
 * READMEs, and those in the comments of exports. What a line promises with `// =>` is compared.
 * In a package, its exports need no import; elsewhere, those of `psyrun` need none.
 *
 * Then follows README.md and docs/ as a reader would, with the packages as they are built: writes
 * the files, types the commands, and compares what they print.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'expect';
import ts from 'typescript';
import { exportsOf, type Exports } from './exports.ts';
import { freeNames, snippetsOf, withComparisons, type Snippet } from './extract.ts';
import { followDocument } from './follow-document.ts';

const root = join(import.meta.dirname, '../..');
/** Of this process alone: two may run at the same time. */
const folder = join(root, `out-tsc/snippets-${process.pid}`);
const only = process.argv.slice(2);

interface Program {
  readonly snippet: Snippet;
  readonly module: string;
}

let compared = 0;
let failed = 0;

/** What the examples call; the line is counted from the start of the snippet. */
function promiseOf({ file, line }: Snippet) {
  return async (offset: number, actual: () => Promise<unknown>, expected: () => unknown) => {
    compared++;
    try {
      expect(await actual()).toEqual(expected());
    } catch (error) {
      report(file, line + offset, error);
    }
  };
}

function report(file: string, line: number, error: unknown): void {
  failed++;
  const message = error instanceof Error ? error.message : String(error);
  console.error(
    `${relative(root, resolve(root, file))}:${line}\n${message.replace(/^/gm, '    ')}\n`,
  );
}

/** A file with examples, and the modules whose exports are at hand in them. */
interface Place {
  readonly file: string;
  readonly homes: readonly Home[];
}

interface Home {
  /** What an import names. */
  readonly specifier: string;
  /** The source that says what is exported. */
  readonly source: string;
}

function* places(): Generator<Place> {
  const below = (path: string, suffix: string): string[] =>
    readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(suffix) && !name.includes('node_modules'))
      .map((name) => join(root, path, name));
  const umbrella = homeOf('psyrun');
  yield { file: join(root, 'README.md'), homes: [umbrella] };
  for (const file of below('docs', '.md')) yield { file, homes: [umbrella] };
  for (const name of readdirSync(join(root, 'packages'))) {
    const home = homeOf(name);
    yield { file: join(root, 'packages', name, 'README.md'), homes: [home] };
    for (const file of below(`packages/${name}/src`, '.ts')) {
      yield { file, homes: [{ specifier: file, source: file }, home] };
    }
  }
}

function homeOf(name: string): Home {
  return {
    specifier: name === 'psyrun' ? name : `@psyrun/${name}`,
    source: join(root, 'packages', name, 'src/index.ts'),
  };
}

function write(): Program[] {
  mkdirSync(folder, { recursive: true });
  const chosen = [...places()]
    .filter(({ file }) => only.length === 0 || only.some((part) => file.includes(part)))
    .map((place) => ({ ...place, snippets: snippetsOf(place.file) }))
    .filter(({ snippets }) => snippets.length > 0);
  const sources = chosen.flatMap(({ homes }) => homes.map(({ source }) => source));
  const exported = exportsOf(sources, options);
  return chosen
    .flatMap(({ homes, snippets }) => snippets.map((snippet) => ({ homes, snippet })))
    .map(({ homes, snippet }, i) => {
      const module = join(folder, `${i}.ts`);
      // All on one line: the lines of the snippet follow from line 2 on.
      const head = `${importsFor(snippet, homes, exported)} ${DECLARATIONS}`;
      writeFileSync(module, `${head}\n${withComparisons(snippet)}\nexport {};\n`);
      return { snippet, module };
    });
}

const DECLARATIONS =
  'declare const promise: (line: number, actual: () => Promise<unknown>, expected: () => unknown) => Promise<void>;';

/** Imports of what a snippet uses: from its own source before the package that it belongs to. */
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

function compilerOptions(): ts.CompilerOptions {
  const config = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) =>
    ts.sys.readFile(path),
  );
  return {
    ...ts.parseJsonConfigFileContent(config.config, ts.sys, root).options,
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
  };
}

function typeCheck(programs: readonly Program[]): void {
  const program = ts.createProgram(
    programs.map(({ module }) => module),
    options,
  );
  for (const { snippet, module } of programs) {
    const source = program.getSourceFile(module)!;
    const problems = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    for (const { start = 0, messageText } of problems) {
      const { line } = source.getLineAndCharacterOfPosition(start);
      const text = ts.flattenDiagnosticMessageText(messageText, '\n');
      report(snippet.file, snippet.line + line - 1, new Error(text));
    }
  }
}

const options = compilerOptions();
const programs = write();
typeCheck(programs);
for (const { snippet, module } of programs) {
  Object.assign(globalThis, { promise: promiseOf(snippet) });
  try {
    await import(pathToFileURL(module).href);
  } catch (error) {
    report(snippet.file, snippet.line, error);
  }
}

/** Pages that a reader follows; the one for newcomers has a test of its own, with a cluster. */
const documents = [...places()]
  .map(({ file }) => relative(root, file))
  .filter((file) => /^(README|docs\/(?!newcomer).*)\.md$/.test(file))
  .filter((file) => only.length === 0 || only.some((part) => file.includes(part)));
let commands = 0;
const waiting = documents.values();
/** Follows pages as long as there are some: pages share nothing, so several are followed at a time. */
async function followNext(): Promise<void> {
  for (const file of waiting) {
    const typed = await followDocument(join(root, file), (line, error) =>
      report(file, line, error),
    );
    commands += typed;
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, followNext));
rmSync(folder, { recursive: true });
console.log(
  `${programs.length} examples ran, ${compared} values compared, ${commands} commands typed, ${failed} problems.`,
);
process.exitCode = failed === 0 ? 0 : 1;
