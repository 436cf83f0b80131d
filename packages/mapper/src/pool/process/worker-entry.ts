import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { entryOf } from '@psyrun/core';
import { workerFile } from '../worker-file.ts';

/** True if this package runs from its sources, which need a loader. */
const IS_SOURCE = String(import.meta.url).endsWith('.ts');

/** Matches the Node options that decide how modules are loaded. Each of them has a value. */
const LOADER_OPTION =
  /^(--import|--require|-r|--loader|--experimental-loader|--conditions|-C)(=.*)?$/;

/** Returns the path of the module that a worker process starts with, and its first arguments. */
export function processEntry(): [path: string, ...args: string[]] {
  const [file, ...words] = entryOf(workerFile('worker-process'));
  return [fileURLToPath(file), ...words];
}

/**
 * Returns the URL of the module that a worker thread starts with, and its arguments. A loader must be
 * registered inside the thread.
 */
export function threadEntry(): [url: URL, ...args: string[]] {
  const module = workerFile('worker-thread');
  if (!IS_SOURCE) {
    const [file, ...words] = entryOf(module);
    return [new URL(file), ...words];
  }
  const loader = new URL('./esm/api/index.mjs', pathToFileURL(resolve('tsx'))).href;
  const code = `import { register } from '${loader}'; register(); await import('${module}');`;
  return [new URL(`data:text/javascript,${encodeURIComponent(code)}`)];
}

/** Returns the Node options that make a worker load modules as this process does. */
export function loaderOptions(): string[] {
  const condition = IS_SOURCE ? ['--conditions=@psyrun/source'] : [];
  return [...condition, ...inherited(process.execArgv)];
}

/** Returns further Node options for a process that starts with {@link processEntry}. */
export function entryOptions(): string[] {
  return IS_SOURCE ? ['--import', resolve('tsx')] : [];
}

function resolve(specifier: string): string {
  return createRequire(import.meta.url).resolve(specifier);
}

/** Keeps only these options. Others, such as `--eval` and `--inspect`, must not be used twice. */
function inherited(execArgv: readonly string[]): string[] {
  return execArgv.flatMap((option, i) => {
    const match = LOADER_OPTION.exec(option);
    if (match === null) return [];
    return match[2] === undefined ? execArgv.slice(i, i + 2) : [option];
  });
}
