import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { moduleBeside } from '@psyrun/core';

/** Whether this package runs from its sources, which need a loader. */
const IS_SOURCE = import.meta.url.endsWith('.ts');

/** Options of this process that decide how modules are loaded; each has a value. */
const LOADER_OPTION =
  /^(--import|--require|-r|--loader|--experimental-loader|--conditions|-C)(=.*)?$/;

/** The module that a worker process begins with. */
export function processEntry(): string {
  return fileURLToPath(moduleBeside(import.meta.url, 'worker-process'));
}

/** The module that a worker thread begins with. A loader has to be registered inside the thread. */
export function threadEntry(): URL {
  const module = moduleBeside(import.meta.url, 'worker-thread');
  if (!IS_SOURCE) return new URL(module);
  const loader = new URL('./esm/api/index.mjs', pathToFileURL(resolve('tsx'))).href;
  const code = `import { register } from '${loader}'; register(); await import('${module}');`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** Options for Node to load modules in a worker as this process loads them. */
export function loaderOptions(): string[] {
  const condition = IS_SOURCE ? ['--conditions=@psyrun/source'] : [];
  return [...condition, ...inherited(process.execArgv)];
}

/** Further options for a process that begins with {@link processEntry}. */
export function entryOptions(): string[] {
  return IS_SOURCE ? ['--import', resolve('tsx')] : [];
}

function resolve(specifier: string): string {
  return createRequire(import.meta.url).resolve(specifier);
}

/** Only these are handed on: others, such as `--eval` and `--inspect`, must not run twice. */
function inherited(execArgv: readonly string[]): string[] {
  return execArgv.flatMap((option, i) => {
    const match = LOADER_OPTION.exec(option);
    if (match === null) return [];
    return match[2] === undefined ? execArgv.slice(i, i + 2) : [option];
  });
}
