import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { readPackage } from '../plugins/read-package.ts';
import { fileAbove } from './file-above.ts';

/** The texts of the modules that Node has loaded itself, by path: it loads none of them again. */
const loaded = new Map<string, string>();

/**
 * Throws `PSYRUN_TASK_STALE` for a module that Node loads itself and that has changed since it was
 * first asked for in this process.
 */
export function refuseStale(file: string): void {
  if (!isLoadedByNode(file)) return;
  const text = readFileSync(file, 'utf8');
  const known = loaded.get(file) ?? text;
  loaded.set(file, known);
  if (known === text) return;
  throw new PsyrunError(
    'PSYRUN_TASK_STALE',
    `${file} has changed since this process has loaded it, and Node loads no module twice.`,
    { hint: 'Start the program again, or rename the file to .ts.', fields: { file } },
  );
}

function isLoadedByNode(file: string): boolean {
  if (file.endsWith('.mjs')) return true;
  if (!file.endsWith('.js')) return false;
  const manifest = fileAbove('package.json', dirname(file));
  return manifest !== undefined && typeOf(manifest) === 'module';
}

function typeOf(manifest: string): unknown {
  try {
    return (readPackage(manifest) as { type?: unknown }).type;
  } catch {
    return undefined; // Node says what is wrong with it.
  }
}
