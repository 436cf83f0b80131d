/**
 * Functions that the modules of psyrun call in `psy.mjs` in place of `import.meta.url` and `import()` by an address.
 *
 * A module of psyrun has an address as if `psy.mjs` were a folder: file:///opt/psy.mjs/packages/run/dist/…
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { files } from 'one-file:files';
import { modules } from 'one-file:modules';

/** The URL of psy.mjs. A second copy in one process has a query. */
export const oneFileUrl = import.meta.url.replace(/\?.*$/, '');

/** The URL of a module of psyrun in psy.mjs. */
export const urlInside = (path) => `${oneFileUrl}/${path}`;

/** Imports a module by its URL: of psyrun or of the user. */
export function importByUrl(url) {
  const inside = String(url).startsWith(`${oneFileUrl}/`) && url.slice(oneFileUrl.length + 1);
  if (!inside) return import(url);
  const load = modules[inside];
  return load === undefined
    ? Promise.reject(new Error(`psy.mjs has no module ${inside}.`))
    : load();
}

/**
 * The path of a file that another program reads: Python, R, a shell. It is unpacked once for each user and each
 * content, into a folder that only this user can write to.
 */
export function unpacked(name) {
  const { cached, gzip } = files[name];
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'psyrun');
  const path = join(folder, cached);
  if (existsSync(path)) return path;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Others may do the same at the same time: the file appears whole or not at all.
    const temporary = join(folder, `.new-${randomUUID()}`);
    writeFileSync(temporary, gunzipSync(Buffer.from(gzip, 'base64')));
    renameSync(temporary, path);
  } catch (cause) {
    throw new Error(
      `psy cannot unpack its files to ${folder}: ${cause.message}. Set XDG_CACHE_HOME to a folder of yours that all machines see.`,
      { cause },
    );
  }
  return path;
}
