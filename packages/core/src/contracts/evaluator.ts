import type { ProgramAddress } from '../languages/program.ts';
import type { Row } from './values.ts';

/**
 * Takes the memory, in bytes, that a row has used outside of its worker. It may be called several times; the
 * largest number counts.
 */
export type NoteMemory = (bytes: number) => void;

/**
 * Evaluates rows inside a worker process, in JavaScript. A {@link ProgramAddress} needs no evaluator:
 * the program is the worker.
 */
export interface Evaluator {
  /**
   * Prepares the process once, before the first row. The keys of the object that it returns are
   * added to every row: the function receives them as further parameters. `procId` is the number of
   * the job, or the number of the process among those that share the rows, from 0.
   */
  setup?(procId: number): Promise<Row | undefined> | Row | undefined;
  /**
   * The result of one row: an object of values by key, or a promise of one. `index` is the place of the
   * row in its space. It is for names of files, not for results: another space has other places.
   * An evaluator that starts a process of its own for the row may call `noteMemory`.
   */
  evaluate(row: Row, index: number, noteMemory?: NoteMemory): unknown;
}

/**
 * The address of whatever evaluates rows: a JavaScript module, or a program in any language. It is
 * plain data, so that it can be sent to another process.
 */
export type EvaluatorAddress = ModuleAddress | ProgramAddress;

/**
 * The address of an evaluator in JavaScript: a module, the name of a function that it exports, and
 * the argument of the call.
 *
 * The function is an {@link EvaluatorFactory}.
 */
export interface ModuleAddress {
  /** URL of the module. */
  readonly module: string;
  /** Name of the function that it exports. */
  readonly export: string;
  /** The argument of the call: any value that can be sent to another process. */
  readonly options?: unknown;
  /**
   * SHA-256 of the files that the evaluator runs beside its own code, by absolute path. They belong to
   * the fingerprint of a task.
   */
  readonly code?: Readonly<Record<string, string>>;
}

/** Makes an evaluator from the options of its address. */
export type EvaluatorFactory = (options: never) => Promise<Evaluator> | Evaluator;
