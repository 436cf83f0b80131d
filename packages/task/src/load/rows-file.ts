import { resolve } from 'node:path';
import {
  isProgramAddress,
  type EvaluatorAddress,
  type ParameterSpace,
  type RowsFile,
} from '@psyrun/core';
import { hashSpace } from '@psyrun/pspace';

/** Returns an address with the file of the rows of a space, if its program gets rows by index. */
export function withRows(
  evaluator: EvaluatorAddress,
  pspace: ParameterSpace,
  workdir: string,
): EvaluatorAddress {
  if (!isProgramAddress(evaluator) || evaluator.rows !== 'index') return evaluator;
  return { ...evaluator, rowsFile: rowsPath(workdir, pspace) };
}

/** Returns the file for the rows of a space. Its name has the hash of the space. */
export function rowsPath(workdir: string, pspace: ParameterSpace): RowsFile['path'] {
  return resolve(workdir, `rows-${hashSpace(pspace)}`);
}
