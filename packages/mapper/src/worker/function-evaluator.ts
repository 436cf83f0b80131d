import type { Evaluator, EvaluatorAddress, Row } from '@psyrun/core';
import { importFunction } from './evaluator-host.ts';

interface FunctionOptions {
  readonly module: string;
  readonly export: string;
}

/**
 * The address of an evaluator that calls an exported function of a JavaScript module with each row.
 *
 * `module` is the URL of the module: `new URL('./model.js', import.meta.url)`, or
 * `import.meta.resolve('my-model')`. The function is given the row and returns an object of
 * results, or a promise of one. A TypeScript module needs a Node that can load one, or a loader
 * (`node --import tsx`), which the workers then have too.
 *
 * @example
 * ```ts
 * functionAddress('file:///model.js', 'simulate').options; // => { module: 'file:///model.js', export: 'simulate' }
 * ```
 */
export function functionAddress(module: string | URL, exportName: string): EvaluatorAddress {
  const options: FunctionOptions = { module: String(module), export: exportName };
  return { module: import.meta.url, export: functionEvaluator.name, options };
}

/** Makes the evaluator of {@link functionAddress}. */
export async function functionEvaluator(options: FunctionOptions): Promise<Evaluator> {
  const evaluate = await importFunction(options.module, options.export);
  return { evaluate: (row: Row) => evaluate(row as never) };
}
