import type { ModuleAddress } from '@psyrun/core';
import type { FunctionOptions } from '../worker/function-evaluator.ts';
import { workerFile } from './worker-file.ts';

/**
 * Returns the address of an evaluator that calls an exported function of a JavaScript module with
 * each row.
 *
 * `module` is the URL of the module: `new URL('./model.js', import.meta.url)`, or
 * `import.meta.resolve('my-model')`. The function gets the row and returns an object of results, or
 * a promise of one. A TypeScript module needs a Node version that can load TypeScript, or a loader
 * (`node --import tsx`). The workers use the same loader.
 *
 * @example
 * ```ts
 * functionAddress('file:///model.js', 'simulate').options; // => { module: 'file:///model.js', export: 'simulate' }
 * ```
 */
export function functionAddress(module: string | URL, exportName: string): ModuleAddress {
  const options: FunctionOptions = { module: String(module), export: exportName };
  return { module: workerFile('function-evaluator'), export: 'functionEvaluator', options };
}
