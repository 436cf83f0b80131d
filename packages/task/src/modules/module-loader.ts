import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as jiti from 'jiti';
import { fileAbove } from './file-above.ts';
import { refuseStale } from './refuse-stale.ts';

// `import` would search this large CommonJS file for its exports at each start; `require` does not.
const { createJiti } = createRequire(import.meta.url)('jiti') as typeof jiti;

/** Packages that a task file can import even if its project has not installed them. */
const HOST_PACKAGES = [
  'psyrun',
  ...['core', 'columns', 'pspace', 'mapper', 'task', 'store-pickle', 'store-npz', 'store-h5'].map(
    (name) => `@psyrun/${name}`,
  ),
  ...['scheduler-immediate', 'scheduler-slurm', 'scheduler-sqsub'].map((name) => `@psyrun/${name}`),
  ...['backend-distribute', 'backend-loadbalancing'].map((name) => `@psyrun/${name}`),
  // Without these, the loader would resolve them by the alias of their package.
  ...['columns', 'pspace'].map((name) => `@psyrun/${name}/internal`),
];

/**
 * Loads a JavaScript or TypeScript module of the user, in any module format. Imports of siblings and
 * path aliases of the nearest tsconfig.json work. Stack traces have the line numbers of the source.
 */
export async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  return loaderFor(file).import(file);
}

/**
 * Loads a module and the local modules that it imports again, even if they are loaded already.
 *
 * Node keeps the modules that it loads itself: `.mjs`, and `.js` in a package of type `module`.
 * Throws `PSYRUN_TASK_STALE` if one of these has changed since this process has loaded it.
 */
export async function reloadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const loader = loaderFor(file);
  for (const module of localModules(file)) {
    refuseStale(module);
    delete loader.cache[module];
  }
  return loader.import(file);
}

/** True if `file` could import a package. The file need not exist. */
export function canImport(specifier: string, file: string): boolean {
  const options = { parentURL: pathToFileURL(file), try: true } as const;
  return loaderFor(file).esmResolve(specifier, options) !== undefined;
}

/**
 * Returns the local modules of `file`: first itself, then its direct and indirect imports outside of
 * `node_modules`.
 */
export function localModules(file: string): string[] {
  const loader = loaderFor(file);
  const found = new Set([file]);
  for (const module of found) {
    for (const specifier of specifiersOf(module)) {
      const resolved = loader.esmResolve(specifier, {
        parentURL: pathToFileURL(module),
        try: true,
      });
      if (resolved?.startsWith('file:')) {
        const path = fileURLToPath(resolved);
        if (isLocal(path)) found.add(path);
      }
    }
  }
  return [...found];
}

const hostAliases = resolveHostPackages();
const hostFiles = new Set(Object.values(hostAliases));

function isLocal(path: string): boolean {
  return !/[\\/]node_modules[\\/]/.test(path) && !hostFiles.has(path);
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

/** Returns the specifiers that a module imports, without those of Node's own modules. */
function specifiersOf(file: string): string[] {
  const code = translated(file, readFileSync(file, 'utf8')) ?? '';
  const calls = code.matchAll(/\b(?:require|import|jitiImport)\(\s*(["'])(.+?)\1/g);
  return [...calls]
    .map(([, , specifier]) => specifier!)
    .filter((name) => !name.startsWith('node:'));
}

const translator = createJiti(import.meta.url, { fsCache: false });

/** `require` of a CommonJS module gives no default export; `import` does. */
function translate(source: jiti.TransformOptions): string {
  return translator.transform({ ...source, interopDefault: source.async !== true });
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
  return fileAbove('tsconfig.json', dirname(file));
}

function newLoader(tsconfig: string | undefined): jiti.Jiti {
  return createJiti(import.meta.url, {
    // The loader's proxy around modules makes each call of an imported function 8 times slower.
    interopDefault: false,
    transform: (source) => ({ code: translate(source) }),
    // `require` of a psyrun package gives the same module as `import`.
    nativeModules: HOST_PACKAGES,
    fsCache: privateCache() ?? false,
    tsconfigPaths: tsconfig ?? false,
    alias: hostAliases,
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
  const found = HOST_PACKAGES.flatMap((name) => {
    try {
      return [[name, fileURLToPath(import.meta.resolve(name))] as const];
    } catch {
      return []; // Not installed beside this package.
    }
  });
  return Object.fromEntries(found);
}
