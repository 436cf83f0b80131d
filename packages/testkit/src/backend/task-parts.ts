import type { ParameterSpace } from '@psyrun/core';

/**
 * The parts from which the backend suite makes tasks; the suite itself depends on no
 * implementation.
 */
export interface TaskParts {
  /** Rows of one key, `x`: different numbers, at least four, 3 among them. */
  readonly pspace: ParameterSpace;
  /** A class of stores: the URL of a module, and its export. */
  readonly store: { readonly module: string; readonly export: string };
}
