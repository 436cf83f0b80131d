/**
 * Returns the URL of the file that Node runs to start a module, and the words that follow it. Modules of
 * psyrun in one file (`psy.mjs`) have URLs as if that file were a folder.
 *
 * @example
 * ```ts
 * entryOf('file:///psyrun/dist/worker.js'); // => ['file:///psyrun/dist/worker.js']
 * entryOf('file:///opt/psy.mjs/packages/mapper/dist/worker.js');
 * // => ['file:///opt/psy.mjs', ':packages/mapper/dist/worker.js']
 * ```
 */
export function entryOf(module: string): [file: string, ...words: string[]] {
  const [, file, inside] = /^(.+\.mjs)\/(packages\/.+)$/.exec(module) ?? [];
  return file === undefined ? [module] : [file, `:${inside}`];
}

/**
 * The URL of a module in the same folder as the one that asks, for the addresses of what is
 * imported at run time: a source beside a source, a built file beside a built one.
 *
 * @example
 * ```ts
 * moduleBeside('file:///psyrun/dist/index.js', 'worker'); // => 'file:///psyrun/dist/worker.js'
 * ```
 */
export function moduleBeside(importMetaUrl: string, name: string): string {
  const suffix = /\.[^./]+$/.exec(importMetaUrl)?.[0] ?? '';
  return new URL(`./${name}${suffix}`, importMetaUrl).href;
}
