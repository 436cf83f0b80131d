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
