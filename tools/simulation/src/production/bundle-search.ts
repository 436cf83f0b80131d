import { fileURLToPath } from 'node:url';
import { bundler } from './bundler.ts';

const PROGRAM = fileURLToPath(new URL('../search/search-process.ts', import.meta.url));

/**
 * Bundles the program that runs histories. The loader would give each function its name when it is made, which takes a
 * tenth of the time of a history.
 */
export async function bundleSearch(): Promise<string> {
  const { outputFiles } = await bundler().build({
    entryPoints: [PROGRAM],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}
