/**
 * Functions that the modules of psyrun call in `psy.mjs` in place of `import.meta.url` and `import()` by an address.
 *
 * A module of psyrun has an address as if `psy.mjs` were a folder: file:///opt/psy.mjs/packages/run/dist/…
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { digest, files } from 'one-file:content';
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
 * The URL of a module beside which other programs find files: Python, R, a shell. Unpacks the files of its
 * package, once for each user and each content, to a folder that only this user can write to.
 */
export function urlUnpacked(path) {
  const [, name, ...below] = path.split('/');
  return pathToFileURL(join(unpacked(name), ...below)).href;
}

function unpacked(name) {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const root = join(cache, 'psyrun', `files-${digest}`);
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    unpack(name, root, folder);
  } catch (cause) {
    throw new Error(
      `psy cannot unpack its files to ${folder}: ${cause.message}. Set XDG_CACHE_HOME to a folder of yours that all machines see.`,
      { cause },
    );
  }
  return folder;
}

/** Others may do the same at the same time: a folder appears whole or not at all. */
function unpack(name, root, folder) {
  const temporary = mkdtempSync(join(root, '.new-'));
  try {
    const content = JSON.parse(gunzipSync(Buffer.from(files[name], 'base64')).toString());
    for (const [path, text] of Object.entries(content)) {
      mkdirSync(dirname(join(temporary, path)), { recursive: true });
      writeFileSync(join(temporary, path), text);
    }
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
