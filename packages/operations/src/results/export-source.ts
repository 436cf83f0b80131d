import type { Table, Task } from '@psyrun/core';
import { collectRun, readRun, WorkDirectory } from '@psyrun/run';

/** A table to export, piece by piece or as a whole. */
export interface ExportSource {
  readonly scan: () => AsyncIterable<Table>;
  readonly load: () => Promise<Table>;
}

/** Returns the result of a task, as its store reads it. */
export function storedResult({ store, resultfile }: Task): ExportSource {
  return { scan: () => store.scan(resultfile), load: () => store.load(resultfile) };
}

/** Returns the rows that the journals of a run hold; undefined if there is no run. */
export async function recordedRows({ workdir }: Task): Promise<ExportSource | undefined> {
  const directory = new WorkDirectory(workdir);
  const run = await readRun(directory.run);
  if (run === undefined) return undefined;
  const { table } = await collectRun(directory, run);
  const scan = async function* (): AsyncGenerator<Table> {
    yield table;
  };
  return { scan, load: async () => table };
}
