import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('./crash-worker.ts', import.meta.url));

/**
 * Bundles the program of a worker into one JavaScript file in `folder`, because it is started a
 * thousand times. It uses the bundler of the TypeScript loader.
 */
export function bundleWorker(folder: string): string {
  const bundler = createRequire(import.meta.resolve('tsx')).resolve('esbuild/bin/esbuild');
  const program = join(folder, 'worker.mjs');
  const require =
    "import { createRequire } from 'node:module'; const require = createRequire('/');";
  execFileSync(bundler, [
    WORKER,
    `--outfile=${program}`,
    ...['--bundle', '--platform=node', '--format=esm', '--log-level=warning'],
    '--conditions=@psyrun/source',
    `--banner:js=${require}`,
  ]);
  return program;
}
