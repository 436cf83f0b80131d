import { chosenColumns, loadColumns, scanColumns } from '@psyrun/columns';
import type { Store, Table, Task } from '@psyrun/core';
import { collectRun, readRun, WorkDirectory } from '@psyrun/run';

/** The keys of the columns to export; undefined for all. */
export type Columns = readonly string[] | undefined;

/** A table to export, piece by piece or as a whole. */
export interface ExportSource {
  readonly scan: () => AsyncIterable<Table>;
  readonly load: () => Promise<Table>;
}

/** Returns the columns of a file, as its store reads them. */
export function fileSource(store: Store, file: string, columns: Columns): ExportSource {
  return {
    scan: () => scanColumns(store, file, columns === undefined ? {} : { columns }),
    load: () => loadColumns(store, file, columns),
  };
}

/** Returns the rows that the journals of a run hold; undefined if there is no run. */
export async function recordedRows(
  { workdir }: Task,
  columns: Columns,
): Promise<ExportSource | undefined> {
  const directory = new WorkDirectory(workdir);
  const run = await readRun(directory.run);
  if (run === undefined) return undefined;
  const { table } = await collectRun(directory, run);
  const chosen = chosenColumns(`The run in ${workdir}`, table, columns);
  const scan = async function* (): AsyncGenerator<Table> {
    yield chosen;
  };
  return { scan, load: async () => chosen };
}
