import { readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { installedPackage } from './installed-package.ts';
import { resolveImport, translated } from './module-loader.ts';

/** The modules that a file needs. */
export interface Imports {
  /** Absolute paths: first the file itself, then its direct and indirect imports outside of packages. */
  readonly local: readonly string[];
  /** The files of installed packages that the local modules import, by the folder of the package. */
  readonly installed: ReadonlyMap<string, readonly string[]>;
}

/** Returns what a module imports. It does not look into installed packages. */
export function importsOf(file: string): Imports {
  const root = realpathSync(file);
  const local = new Set([file]);
  const installed = new Map<string, string[]>();
  for (const module of local) {
    for (const specifier of specifiersOf(module)) {
      const path = resolveImport(specifier, module, file);
      if (path === undefined || path === root) continue;
      const folder = installedPackage(path, root);
      if (folder === undefined) local.add(path);
      else installed.set(folder, [...(installed.get(folder) ?? []), path]);
    }
  }
  return { local: [...local], installed };
}

/** Returns the specifiers that a module imports, without those of Node's own modules. */
function specifiersOf(file: string): string[] {
  const code = translated(file, readFileSync(file, 'utf8')) ?? '';
  const names = ['require', 'import', 'jitiImport', ...requiresOf(code)].join('|');
  const calls = code.matchAll(
    new RegExp(`(?<![\\w$])(?:${names})\\(\\s*(["'])((?:\\\\.|(?!\\1).)+)\\1`, 'g'),
  );
  return [...calls].map(([, , text]) => unescaped(text!)).filter((name) => !isBuiltin(name));
}

/** Returns the names of the functions that a module makes by `createRequire`, for a regular expression. */
function requiresOf(code: string): string[] {
  const made = code.matchAll(/([\w$]+)\s*=\s*(?:\(0,\s*)?[\w$.]*createRequire\)?\(/g);
  return [...made].map(([, name]) => name!.replaceAll('$', '\\$'));
}

/** Returns the value of a string literal. The translation writes `é` as `\xE9`. */
function unescaped(text: string): string {
  return text
    .replace(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_all, x?: string, u?: string) =>
      String.fromCharCode(parseInt((x ?? u)!, 16)),
    )
    .replace(/\\(.)/g, '$1');
}
