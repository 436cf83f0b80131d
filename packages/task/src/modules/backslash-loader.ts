import { readFileSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';

/** The exports of a module. */
type Exports = Record<string, unknown>;

/** Suffixes that an import may leave out, and names of folders. */
const ENDINGS = ['', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'].flatMap((suffix) => [
  suffix,
  `/index${suffix}`,
]);

/** True for a path with a backslash in a name: the usual loader takes it for a separator. */
export function hasBackslash(path: string): boolean {
  return sep !== '\\' && path.includes('\\');
}

/** Returns the path of the local module that a relative specifier names; undefined if there is none. */
export function besideFile(specifier: string, importer: string): string | undefined {
  if (!/^\.{0,2}\//.test(specifier)) return undefined;
  const path = resolve(dirname(importer), decodeURI(specifier));
  const names = [path, path.replace(/\.([cm]?)js$/, '.$1ts')];
  return names.flatMap((name) => ENDINGS.map((end) => name + end)).find(isFile);
}

/**
 * Loads modules below a folder with a backslash in its name. They are translated by `translate`. Path
 * aliases do not work there.
 */
export class BackslashLoader {
  readonly cache: Record<string, Exports> = {};
  readonly #translate: (file: string, source: string) => string | undefined;
  /** The paths of packages that are found without an installation, by name. */
  readonly #known: Readonly<Record<string, string>>;

  constructor(
    translate: (file: string, source: string) => string | undefined,
    known: Readonly<Record<string, string>>,
  ) {
    this.#translate = translate;
    this.#known = known;
  }

  /** Loads a module. While modules import each other in a circle, exports may still be missing. */
  async import(file: string): Promise<Exports> {
    const known = this.cache[file];
    if (known !== undefined) return known;
    const source = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    if (file.endsWith('.json')) return { default: JSON.parse(source) as unknown };
    const module = { exports: (this.cache[file] = {}) as Exports };
    const code = this.#translate(file, source) ?? '';
    const names = 'exports, require, module, __filename, __dirname, jitiImport';
    const call = runInThisContext(`(async function (${names}) { ${code}\n})`, {
      filename: file,
    }) as (...given: unknown[]) => Promise<void>;
    const importFrom = (specifier: string) => this.#importFrom(specifier, file);
    try {
      await call(module.exports, createRequire(file), module, file, dirname(file), importFrom);
    } catch (error) {
      delete this.cache[file];
      throw error;
    }
    return (this.cache[file] = module.exports);
  }

  async #importFrom(specifier: string, importer: string): Promise<unknown> {
    const local = besideFile(specifier, importer);
    if (local !== undefined && hasBackslash(local)) return this.import(local);
    if (isBuiltin(specifier)) return import(specifier);
    const require = createRequire(importer);
    const path = this.#known[specifier] ?? local ?? require.resolve(specifier);
    if (!hasBackslash(path)) return import(pathToFileURL(path).href);
    // Node imports nothing from such a folder, but it requires from there.
    const exports = require(path) as Exports;
    return 'default' in Object(exports) ? exports : { ...exports, default: exports };
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
