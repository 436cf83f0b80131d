import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const FOLDER = join(import.meta.dirname, 'bundle');
const FILE = join(FOLDER, 'page.js');

/**
 * Bundles the script of the page, with the parts of pspace that it needs, as `bundle/page.js`. The
 * package reads it from there, whether its sources run or what is compiled.
 */
const { outputFiles } = await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['src/page/main.ts'],
  write: false,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  conditions: ['@psyrun/source'],
  legalComments: 'none',
  // Nothing but ASCII, so that the page is the same bytes in any encoding.
  charset: 'ascii',
});
const { text } = outputFiles[0];
if (text !== present()) {
  // Others may read it meanwhile.
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FILE}.${process.pid}`, text);
  renameSync(`${FILE}.${process.pid}`, FILE);
}

function present() {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return undefined;
  }
}
