import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Peers are no dependencies of this repository. They are installed here when they are first measured. */
const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/psyrun-bench');

const VERSIONS = { piscina: '5.3.2', '@duckdb/node-api': '1.5.6-r.1' } as const;

/** Returns the address of the main module of a package; undefined if it cannot be installed. */
export function nodePeer(name: keyof typeof VERSIONS, main: string): string | undefined {
  const file = join(FOLDER, 'node_modules', name, main);
  if (!existsSync(file)) install(`${name}@${VERSIONS[name]}`);
  return existsSync(file) ? pathToFileURL(file).href : undefined;
}

function install(name: string): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }');
  try {
    execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--prefix', FOLDER, name], {
      stdio: 'ignore',
    });
  } catch {
    // The table says that it is not here.
  }
}
