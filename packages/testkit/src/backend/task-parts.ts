import type { ParameterSpace } from '@psyrun/core';

/** What the suite of backends is given to make tasks of: it depends on no implementation itself. */
export interface TaskParts {
  /** Rows of one key, `x`: different numbers, at least four, 3 among them. */
  readonly pspace: ParameterSpace;
  /** A class of stores: the URL of a module, and its export. */
  readonly store: { readonly module: string; readonly export: string };
}
