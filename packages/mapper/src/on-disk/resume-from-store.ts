import { existsSync } from 'node:fs';
import { inspect } from 'node:util';
import { rowCount, rowsOf } from '@psyrun/columns';
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
 * Takes over what a result file holds, if there is one.
 *
 * Throws `PSYRUN_FILE_EXISTS` if it holds a row that is not of the space, or if its rows cannot be
 * told apart because it lacks parameters.
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
  for (const row of rowsOf(table)) {
    const index = progress.indexOf(row) ?? progress.indexOfPadded(row);
    if (index === undefined) throw foreignRow(file, row);
    progress.finish(index, { ...row, ...space.at(index) });
  }
}

/** Without all parameters, rows are known by their place: they must be all of them, in order. */
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
  for (const row of rowsOf(table)) {
    const assignment = space.at(index);
    if (!keys.every((key) => canonicalValue(row[key]) === canonicalValue(assignment[key]))) {
      throw unknownRows(file, lacking);
    }
    progress.finish(index++, row);
  }
}

function foreignRow(file: string, row: Row): PsyrunError {
  return exists(file, `It holds a row that is not of the space: ${inspect(row, { depth: 1 })}.`);
}

function unknownRows(file: string, lacking: readonly string[]): PsyrunError {
  const keys = lacking.map((key) => JSON.stringify(key)).join(', ');
  return exists(file, `It lacks ${keys}, so its rows cannot be found in the space.`);
}

function exists(file: string, why: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `${file} cannot be completed. ${why}`, {
    hint: 'Give another file, or move this one away.',
    fields: { file },
  });
}
