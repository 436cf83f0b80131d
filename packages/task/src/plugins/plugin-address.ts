import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isObject } from './is-object.ts';
import { invalid } from './manifest-errors.ts';
import type { Plugin, PluginManifest } from './plugin.ts';

/**
 * Converts `./dist/index.js#ParquetStore` to the URL of the module and the name of the export. Throws
 * `PSYRUN_PLUGIN_INVALID` for another form.
 */
export function pluginAddress(
  manifest: PluginManifest,
  folder: string,
  key: string,
  address: unknown,
): Pick<Plugin, 'module' | 'export'> {
  const [, path, name] = /^(\.\/[^#]+)#([\w$]+)$/.exec(String(address)) ?? [];
  if (path === undefined || name === undefined) {
    throw invalid(
      manifest,
      folder,
      `gives ${JSON.stringify(address)} as the address of ${key}`,
      'Expected a file and an export, as in "./dist/index.js#ParquetStore".',
    );
  }
  const file = join(folder, sourceOf(manifest, path) ?? path);
  return { module: pathToFileURL(file).href, export: name };
}

/**
 * Returns the source of an exported file if this package runs from sources, so that nothing has to be
 * built in this repository. Returns undefined otherwise.
 */
function sourceOf(manifest: PluginManifest, path: string): string | undefined {
  if (!import.meta.url.endsWith('.ts')) return undefined;
  const { exports } = manifest;
  for (const entry of isObject(exports) ? Object.values(exports) : []) {
    if (!isObject(entry)) continue;
    const { default: built, '@psyrun/source': source } = entry as Record<string, string>;
    if (built === path) return source;
  }
  return undefined;
}
