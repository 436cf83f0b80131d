import {
  PsyrunError,
  type Evaluator,
  type EvaluatorFactory,
  type ModuleAddress,
  type Row,
} from '@psyrun/core';
import { guardedAgainstReentrancy } from '../row/reentrancy-guard.ts';

/**
 * The evaluator of a worker. It is loaded once, and set up again when the process number changes.
 */
export class EvaluatorHost {
  readonly #address: ModuleAddress;
  #evaluator: Evaluator | undefined;
  #procId: number | undefined;
  #resources: Row | undefined;

  constructor(address: ModuleAddress) {
    this.#address = address;
  }

  /** The value that `setup` returned. */
  get resources(): Row | undefined {
    return this.#resources;
  }

  /** Evaluates a row. {@link EvaluatorHost.prepare} must run before. */
  readonly evaluate: Evaluator['evaluate'] = (row, index, noteMemory) =>
    this.#evaluator!.evaluate(row, index, noteMemory);

  /** Loads and sets up the evaluator if necessary. Resolves to true if it did anything. */
  async prepare(procId: number): Promise<boolean> {
    if (procId === this.#procId) return false;
    this.#evaluator ??= await guardedAgainstReentrancy(() => loadEvaluator(this.#address));
    this.#resources = await this.#evaluator.setup?.(procId);
    this.#procId = procId;
    return true;
  }
}

async function loadEvaluator({ module, export: name, options }: ModuleAddress) {
  const factory = await importFunction(module, name);
  return (factory as EvaluatorFactory)(options as never);
}

/**
 * Returns the function `name` of the module at the URL `module`.
 *
 * Throws `PSYRUN_EVALUATOR`, which names the functions that the module exports.
 */
export async function importFunction(
  module: string,
  name: string,
): Promise<(...args: never[]) => unknown> {
  const exported = (await import(module)) as Record<string, unknown>;
  const value = exported[name];
  if (typeof value === 'function') return value as (...args: never[]) => unknown;
  const functions = Object.keys(exported).filter((key) => typeof exported[key] === 'function');
  throw new PsyrunError('PSYRUN_EVALUATOR', `${module} exports no function "${name}".`, {
    hint: `It exports the functions: ${functions.join(', ') || 'none'}.`,
    fields: { module, export: name },
  });
}
