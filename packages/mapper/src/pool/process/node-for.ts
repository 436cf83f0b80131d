import { isProgramAddress, type EvaluatorAddress } from '@psyrun/core';

/**
 * Returns the option `node` of a pool: the Node executable of its workers. Workers that are programs
 * have none.
 *
 * @example
 * ```ts
 * nodeFor({ program: { argv: ['Rscript', 'worker.R'] } }, '/usr/bin/node'); // => {}
 * ```
 */
export function nodeFor(evaluator: EvaluatorAddress, node: string): { readonly node?: string } {
  return isProgramAddress(evaluator) ? {} : { node };
}
