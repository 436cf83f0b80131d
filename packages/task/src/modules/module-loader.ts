import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as jiti from 'jiti';
import { fileAbove } from './file-above.ts';

// An import would look through the whole of this large CommonJS file for its exports, at each start.
const { createJiti } = createRequire(import.meta.url)('jiti') as typeof jiti;

/** Packages that a task file may import although its project has not installed them. */
const HOST_PACKAGES = [
  'psyrun',
  // Before its package, whose alias would else swallow it.
  '@psyrun/pspace/internal',
  ...['core', 'columns', 'pspace', 'mapper', 'task', 'store-pickle', 'store-npz', 'store-h5'].map(
    (name) => `@psyrun/${name}`,
  ),
  ...['scheduler-immediate', 'scheduler-slurm', 'scheduler-sqsub'].map((name) => `@psyrun/${name}`),
  ...['backend-distribute', 'backend-loadbalancing'].map((name) => `@psyrun/${name}`),
];

/**
 * Loads a JavaScript or TypeScript module of the user: any module format, imports of siblings,
 * path aliases of the nearest tsconfig.json, line numbers of the source in stack traces.
 */
export async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  return loaderFor(file).import(file);
}

/** Loads a module once more, and what it imports beside it, whatever has been loaded before. */
export async function loadModuleAfresh(file: string): Promise<Readonly<Record<string, unknown>>> {
  return newLoader(tsconfigOf(file), { moduleCache: false }).import(file);
}

/** Whether `file`, which need not be there yet, could import a package. */
export function canImport(specifier: string, file: string): boolean {
  const options = { parentURL: pathToFileURL(file), try: true } as const;
  return loaderFor(file).esmResolve(specifier, options) !== undefined;
}

/**
 * The local modules that `file` is made of, itself first: what it imports, and what those import,
 * outside of `node_modules`.
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
 * The code of a module as the loader translates it: plain JavaScript that assigns to `exports` and
 * calls functions to import. Undefined for a file that is no code.
 */
export function translated(file: string, source: string): string | undefined {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return undefined;
  const ts = /\.[cm]?tsx?$/.test(file);
  return loaderFor(file).transform({ source, filename: file, ts, async: true });
}

/** What a module imports. */
function specifiersOf(file: string): string[] {
  const code = translated(file, readFileSync(file, 'utf8')) ?? '';
  const calls = code.matchAll(/\b(?:require|import|jitiImport)\(\s*(["'])(.+?)\1/g);
  return [...calls]
    .map(([, , specifier]) => specifier!)
    .filter((name) => !name.startsWith('node:'));
}

const translator = createJiti(import.meta.url, { fsCache: false });

/** What is required, unlike what is imported, lacks a default export where it is CommonJS. */
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

function newLoader(tsconfig: string | undefined, options: jiti.JitiOptions = {}): jiti.Jiti {
  return createJiti(import.meta.url, {
    // The loader's proxy around modules would make every call of an imported function 8 × slower.
    interopDefault: false,
    transform: (source) => ({ code: translate(source) }),
    // What CommonJS requires of psyrun is what others import.
    nativeModules: HOST_PACKAGES,
    fsCache: privateCache() ?? false,
    tsconfigPaths: tsconfig ?? false,
    alias: hostAliases,
    ...options,
  });
}

/**
 * A folder that only this user can write. The loader's default is a predictable place under the
 * temporary directory, where on a login node someone else could plant code.
 */
function privateCache(): string | undefined {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  // The loader knows its files by their source: another translation wants another folder.
  const folder = join(cache, 'psyrun', 'translation-2');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    return folder;
  } catch {
    return undefined; // A read-only home: modules are translated anew each time.
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
