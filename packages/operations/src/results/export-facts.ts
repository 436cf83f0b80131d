import { tableOf } from '@psyrun/columns';
import { withFloatColumns } from '@psyrun/columns/internal';
import type { ExportedProduct, ExportedRows, ParameterSpace } from '@psyrun/core';
import { factorsOf } from '@psyrun/pspace/internal';
import { checkedSpaceOf, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { TaskSource } from './export-source.ts';

/** The maximum number of values of the factors of a product together. */
const MOST_VALUES = 2 ** 20;

/** Returns what exporters get beside the rows of a task: its run, and its space if that is a product. */
export function factsOf(task: LoadedTask, source: TaskSource): Omit<ExportedRows, 'tables'> {
  const { run, indices } = source;
  const space = checkedSpaceOf(run, new WorkDirectory(task.workdir).run);
  const product = productOf(space, indices);
  return { attributes: attributesOf(source), ...(product && { product }) };
}

function attributesOf({
  run,
  rows,
  origins,
  changes,
}: TaskSource): Readonly<Record<string, string | number>> {
  return {
    title: run.task,
    source: `psyrun ${run.versions['psyrun'] ?? ''}`.trim(),
    psyrun_run: run.created,
    psyrun_generation: run.generation,
    psyrun_rows_done: rows,
    psyrun_rows_total: run.space.length,
    psyrun_complete: rows === run.space.length && changes.length === 0 ? 'yes' : 'no',
    psyrun_space: run.space.hash,
    psyrun_code: origins.map(({ code }) => code).join(' '),
  };
}

/** Returns the space if it is a product whose factors have few values; undefined for any other. */
export function productOf(
  space: ParameterSpace,
  indices: ExportedProduct['indices'],
): ExportedProduct | undefined {
  const factors = factorsOf(space);
  const values = factors.reduce((sum, { length }) => sum + length, 0);
  if (space.length === 0 || values > MOST_VALUES) return undefined;
  const floats = space.floatKeys ?? [];
  return {
    factors: factors.map((factor) => withFloatColumns(tableOf([...factor]), floats)),
    indices,
  };
}
