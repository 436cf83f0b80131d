import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PsyrunError, type Row, type Table, type Task } from '@psyrun/core';
import { loadTyped, typedRowsOf } from '@psyrun/columns/internal';
import { namesIn } from '@psyrun/files';
import { WorkDirectory } from '../directory/work-directory.ts';
import { EqualRows } from '../former/equal-rows.ts';

/** A row of the space that Python psyrun has evaluated. */
export interface PythonRow {
  readonly index: number;
  /** Parameters and results. */
  readonly row: Row;
}

/** The files in which Python psyrun kept parameters. */
const OF_PARAMETERS = /^(pspace|in)\.[^.]+$/;

/**
 * Resolves to the rows of a task that Python psyrun has left in its work directory: in its result, or else
 * in the files of its jobs. Rows are found by their values; those that are not in the space are left out.
 * Resolves to an empty list for a work directory without `pspace.<ext>` or, from load balancing, `in.<ext>`, and
 * for one with a run of this psyrun.
 *
 * Throws `PSYRUN_WORKDIR_DIRTY` if the files lack a parameter, and what reading throws.
 */
export async function pythonResults(task: Task): Promise<PythonRow[]> {
  const { pspace, store } = task;
  const found: PythonRow[] = [];
  const files = await filesOf(task);
  if (files.length === 0) return found;
  const equal = new EqualRows(pspace);
  for (const file of files) {
    const table = await loadTyped(store, file);
    requireParameters(file, table, pspace.keys);
    const rows = [...typedRowsOf(table)];
    const at = (i: number) => Object.fromEntries(pspace.keys.map((key) => [key, rows[i]![key]]));
    const parameters = {
      keys: pspace.keys,
      length: rows.length,
      at,
      [Symbol.iterator]: () => rows.values(),
    };
    const find = equal.finder(parameters);
    rows.forEach((row, i) => {
      const index = find(i, 'done');
      if (index !== undefined) found.push({ index, row });
    });
  }
  return found;
}

async function filesOf({ workdir, resultfile, store }: Task): Promise<string[]> {
  const names = await namesIn(workdir);
  const directory = new WorkDirectory(workdir);
  const isOfPython = ['pspace', 'in'].some((name) => names.includes(`${name}${store.ext}`));
  if (!isOfPython || existsSync(directory.run) || (await directory.journals()).length > 0)
    return [];
  if (existsSync(resultfile)) return [resultfile];
  const isTable = (name: string) => extname(name) === store.ext && !OF_PARAMETERS.test(name);
  return [workdir, directory.out].reduce<Promise<string[]>>(async (before, folder) => {
    const tables = (await namesIn(folder)).filter(isTable).sort();
    return [...(await before), ...tables.map((name) => join(folder, name))];
  }, Promise.resolve([]));
}

function requireParameters(file: string, table: Table, keys: readonly string[]): void {
  const names = Object.keys(table);
  const missing = keys.find((key) => !names.includes(key));
  if (missing === undefined || names.length === 0) return;
  throw new PsyrunError(
    'PSYRUN_WORKDIR_DIRTY',
    `${file} of Python psyrun has no column ${missing}, so nothing tells which rows it has.`,
    {
      hint: 'Move it away, or take the parameter out of the space.',
      fields: { file, key: missing },
    },
  );
}
