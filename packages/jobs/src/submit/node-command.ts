import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { entryOf } from '@psyrun/core';

/**
 * On SIGUSR1, Node opens the port of its debugger until the program listens to the signal. This address
 * is none of any machine (RFC 5737), so that the port stays closed. Slurm sends the signal to jobs.
 */
const NO_DEBUGGER = '--inspect-port=203.0.113.1:1024';

/**
 * Returns the command that runs a module with Node: the executable, its options and the file.
 *
 * A source module of this repository ends in `.ts` and needs the loader for TypeScript. An installed
 * module is JavaScript.
 */
export function nodeCommand(node: string, module: string): string[] {
  const [url, ...words] = entryOf(module);
  const file = fileURLToPath(url);
  return [node, NO_DEBUGGER, ...(file.endsWith('.ts') ? sourceLoader() : []), file, ...words];
}

/** An installation has no such loader, and needs none. */
function sourceLoader(): string[] {
  return ['--conditions=@psyrun/source', '--import', createRequire(import.meta.url).resolve('tsx')];
}
