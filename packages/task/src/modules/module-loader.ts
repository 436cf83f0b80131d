import { chmodSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as jiti from 'jiti';
import { BackslashLoader, besideFile, hasBackslash } from './backslash-loader.ts';
import { oneFile } from '../plugins/one-file.ts';
import { fileAbove } from './file-above.ts';

/** Packages that a task file can import even if its project has not installed them. */
const HOST_PACKAGES = [
  'psyrun',
  ...['core', 'columns', 'pspace', 'mapper', 'task', 'store-pickle', 'store-npz', 'store-h5'].map(
    (name) => `@psyrun/${name}`,
  ),
  ...[
    'scheduler-immediate',
    'scheduler-pbs',
    'scheduler-sge',
    'scheduler-slurm',
    'scheduler-sqsub',
  ].map((name) => `@psyrun/${name}`),
  ...['backend-distribute', 'backend-loadbalancing'].map((name) => `@psyrun/${name}`),
  // Without these, the loader would resolve them by the alias of their package.
  ...['columns', 'pspace'].map((name) => `@psyrun/${name}/internal`),
];

/** The packages of psyrun in one file, by name; undefined where psyrun is installed as packages. */
const included = oneFile()?.modules as Record<string, unknown> | undefined;

/**
 * Loads a JavaScript or TypeScript module of the user, in any module format. Imports of siblings and
 * path aliases of the nearest tsconfig.json work. Stack traces have the line numbers of the source.
 */
export async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  return hasBackslash(file) ? loading().backslash.import(file) : loaderFor(file).import(file);
}

/** Removes modules that `file` imports from the cache, so that the next load reads them again. */
export function forgetModules(file: string, modules: readonly string[]): void {
  for (const module of modules) {
    delete loaderFor(file).cache[module];
    delete loading().backslash.cache[module];
  }
}

/** True if `file` could import a package. The file need not exist. */
export function canImport(specifier: string, file: string): boolean {
  if (included !== undefined && specifier in included) return true;
  const options = { parentURL: pathToFileURL(file), try: true } as const;
  return loaderFor(file).esmResolve(specifier, options) !== undefined;
}

/**
 * Returns the real path of the module that `specifier` names in `importer`, with the path aliases
 * of the project of `root`. Returns undefined if there is none, and for modules of Node and of psyrun.
 */
export function resolveImport(
  specifier: string,
  importer: string,
  root = importer,
): string | undefined {
  if (included !== undefined && specifier in included) return undefined;
  if (hasBackslash(importer)) {
    return besideFile(specifier, importer) ?? resolveAsNode(specifier, importer);
  }
  const options = { parentURL: pathToFileURL(importer), try: true } as const;
  const resolved = loaderFor(root).esmResolve(specifier, options);
  if (resolved === undefined) return resolveAsNode(specifier, importer);
  if (!resolved.startsWith('file:')) return undefined;
  const path = fileURLToPath(resolved);
  return loading().hostFiles.has(path) ? undefined : path;
}

/** Resolves as the loader does at last: it does not read a package.json with a byte order mark. */
function resolveAsNode(specifier: string, importer: string): string | undefined {
  try {
    const path = createRequire(importer).resolve(specifier);
    return isAbsolute(path) ? path : undefined;
  } catch {
    return undefined; // Loading the module says that it is not there.
  }
}

/** The tools that load a module. */
interface Loading {
  readonly createJiti: typeof jiti.createJiti;
  readonly translator: jiti.Jiti;
  readonly backslash: BackslashLoader;
  readonly hostAliases: Readonly<Record<string, string>>;
  readonly hostFiles: ReadonlySet<string>;
}

let made: Loading | undefined;

/** Made for the first module, because psy may have none to load: task files in other languages. */
function loading(): Loading {
  return (made ??= newLoading());
}

function newLoading(): Loading {
  // `import` would search this large CommonJS file for its exports; `require` does not.
  const { createJiti } = createRequire(import.meta.url)('jiti') as typeof jiti;
  const hostAliases = included === undefined ? resolveHostPackages() : {};
  return {
    createJiti,
    translator: createJiti(import.meta.url, { fsCache: false }),
    backslash: new BackslashLoader(translated, hostAliases),
    hostAliases,
    hostFiles: new Set(Object.values(hostAliases)),
  };
}

/**
 * Returns the code of a module as the loader translates it: JavaScript that assigns to `exports` and
 * calls functions to import. Returns undefined for a file that is not code.
 */
export function translated(file: string, source: string): string | undefined {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return undefined;
  const ts = /\.[cm]?tsx?$/.test(file);
  return loaderFor(file).transform({ source, filename: file, ts, async: true });
}

/** `require` of a CommonJS module gives no default export; `import` does. */
function translate(source: jiti.TransformOptions): string {
  return loading().translator.transform({ ...source, interopDefault: source.async !== true });
}

/** One loader for each tsconfig: path aliases are a property of the loader. */
const loaders = new Map<string, jiti.Jiti>();

function loaderFor(file: string): jiti.Jiti {
  const tsconfig = tsconfigOf(file);
  const known = loaders.get(tsconfig ?? '');
  if (known !== undefined) return known;
  const loader = newLoader(tsconfig);
  loaders.set(tsconfig ?? '', loader);
  return loader;
}

function tsconfigOf(file: string): string | undefined {
  return hasBackslash(file) ? undefined : fileAbove('tsconfig.json', dirname(file));
}

function newLoader(tsconfig: string | undefined): jiti.Jiti {
  const { createJiti, hostAliases } = loading();
  return createJiti(import.meta.url, {
    // The loader's proxy around modules makes each call of an imported function 8 times slower.
    interopDefault: false,
    transform: (source) => ({ code: translate(source) }),
    // `require` of a psyrun package gives the same module as `import`.
    nativeModules: HOST_PACKAGES,
    fsCache: privateCache() ?? false,
    tsconfigPaths: tsconfig ?? false,
    ...(included === undefined ? { alias: hostAliases } : { virtualModules: included }),
  });
}

/**
 * Returns a folder that only this user can write to. The loader's default is a predictable folder below
 * the temporary directory: on a login node, another user could put code there.
 */
function privateCache(): string | undefined {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  // The loader finds its files by their source, so a changed translation needs another folder.
  const folder = join(cache, 'psyrun', 'translation-2');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    return folder;
  } catch {
    return undefined; // The home is read-only: modules are translated at each start.
  }
}

function resolveHostPackages(): Record<string, string> {
  const { resolve } = createRequire(import.meta.url);
  const found = HOST_PACKAGES.flatMap((name) => {
    try {
      return [[name, resolve(name)] as const];
    } catch {
      return []; // Not installed beside this package.
    }
  });
  return Object.fromEntries(found);
}
