import type { ProgramOptions } from '../program/program-options.ts';

/** Options of `r`. */
export interface ROptions extends ProgramOptions {
  /** The program that runs R scripts. Default: `Rscript`. */
  readonly interpreter?: string;
  /**
   * The name of a function of the file that prepares a process before its first row. It gets the
   * number of the process. It returns a named list: further arguments of the function, and columns of
   * the result, unless they are excluded.
   */
  readonly setup?: string;
}
