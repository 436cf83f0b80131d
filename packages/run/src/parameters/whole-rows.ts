import { basename, dirname, join } from 'node:path';
import { PsyrunError, type ParameterSpace, type Row } from '@psyrun/core';
import { rowWithValues } from '@psyrun/journal';
import { checkedSpaceOf, readRun } from '../directory/run-file.ts';
import { hasParameters } from './has-parameters.ts';

/** A row of a journal, in which digests stand for large parameters. */
export interface DigestedRow {
  /** Index of the row in the space of the run. */
  readonly index: number;
  readonly row: Row;
}

/**
 * Returns rows of a journal with their large parameters, which are in the description of its run. Throws
 * `PSYRUN_FILE_NOT_FOUND` if that is not beside the journal, or has other parameters.
 */
export async function wholeRows(file: string, rows: readonly DigestedRow[]): Promise<Row[]> {
  if (rows.length === 0) return [];
  const space = await spaceBeside(file);
  return rows.map(({ index, row }) => {
    if (space === undefined || index >= space.length) throw withoutParameters(file);
    const parameters = space.at(index);
    if (!hasParameters(row, parameters, space.keys)) throw withoutParameters(file);
    return rowWithValues(row, () => parameters);
  });
}

/** Resolves to the space of the run of a journal: out/ is beside run.json, kept/1/ beside kept/1.json. */
async function spaceBeside(file: string): Promise<ParameterSpace | undefined> {
  const folder = dirname(file);
  const description =
    basename(folder) === 'out' ? join(dirname(folder), 'run.json') : `${folder}.json`;
  const run = await readRun(description);
  return run && checkedSpaceOf(run, description);
}

function withoutParameters(file: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_NOT_FOUND',
    `The large parameters of the rows in ${file} are not there: a journal has only their digests, and run.json has their values.`,
    {
      hint: 'Name the journal where it is, in the work directory of its run. If run.json is lost, psy run -c takes the rows over.',
      fields: { file },
    },
  );
}
