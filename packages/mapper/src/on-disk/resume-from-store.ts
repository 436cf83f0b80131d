import { existsSync } from 'node:fs';
import { inspect } from 'node:util';
import { rowCount } from '@psyrun/columns';
import { typedRowsOf } from '@psyrun/columns/internal';
import {
  canonicalValue,
  PsyrunError,
  type ParameterSpace,
  type Row,
  type Store,
  type Table,
} from '@psyrun/core';
import type { SpaceProgress } from './space-progress.ts';

/**
 * Reads the rows of a result file, if it exists.
 *
 * Throws `PSYRUN_FILE_EXISTS` if it holds a row that is not in the space, or if parameters are
 * missing, so that its rows cannot be identified.
 */
export async function resumeFromStore(
  progress: SpaceProgress,
  space: ParameterSpace,
  file: string,
  store: Store,
): Promise<void> {
  if (!existsSync(file)) return;
  const table = await store.load(file);
  if (rowCount(table) === 0) return;
  const lacking = space.keys.filter((key) => !Object.hasOwn(table, key));
  if (lacking.length > 0) return resumeWhole(progress, space, table, file, lacking);
  for (const row of typedRowsOf(table)) {
    const index = progress.indexOf(row) ?? progress.indexOfPadded(row);
    if (index === undefined) throw foreignRow(file, row);
    progress.finish(index, { ...row, ...space.at(index) });
  }
}

/**
 * Reads a file without all parameters. Its rows are identified by position, so all must be there,
 * in order.
 */
function resumeWhole(
  progress: SpaceProgress,
  space: ParameterSpace,
  table: Table,
  file: string,
  lacking: readonly string[],
): void {
  const keys = space.keys.filter((key) => !lacking.includes(key));
  if (rowCount(table) !== space.length) throw unknownRows(file, lacking);
  let index = 0;
  for (const row of typedRowsOf(table)) {
    const assignment = space.at(index);
    if (!keys.every((key) => canonicalValue(row[key]) === canonicalValue(assignment[key]))) {
      throw unknownRows(file, lacking);
    }
    progress.finish(index++, row);
  }
}

function foreignRow(file: string, row: Row): PsyrunError {
  return exists(file, `It holds a row that is not in the space: ${inspect(row, { depth: 1 })}.`);
}

function unknownRows(file: string, lacking: readonly string[]): PsyrunError {
  const keys = lacking.map((key) => JSON.stringify(key)).join(', ');
  return exists(file, `It lacks ${keys}, so its rows cannot be identified.`);
}

function exists(file: string, why: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `${file} cannot be completed. ${why}`, {
    hint: 'Use another file, or move this one away.',
    fields: { file },
  });
}
