import { PsyrunError } from '@psyrun/core';
import { toRanges, type Range } from '@psyrun/pspace/internal';
import type { LoadedTask } from '@psyrun/task';
import { taskRows } from '../rows/task-rows.ts';

/** The choice of rows that are evaluated again. */
export interface Rerun {
  /** Evaluates rows of the present run again, although they are done. It needs a condition. */
  readonly rerun?: boolean;
  /** The condition on parameters, results and facts of the rows, see `Project.rows`. */
  readonly where?: string;
}

/**
 * Resolves to the rows of the run of a task that are evaluated again; to no option if none are asked for.
 *
 * Throws `PSYRUN_USAGE` for one of both options alone, for a condition that cannot be used, and if no row
 * fits it.
 */
export async function rowsAgain(
  task: LoadedTask,
  { rerun = false, where }: Rerun,
): Promise<{ readonly again?: readonly Range[] }> {
  if (!rerun && where === undefined) return {};
  if (!rerun || where === undefined) {
    throw usage(
      task,
      rerun ? '--rerun needs a condition.' : '--where needs --rerun.',
      `Write psy run --rerun --where 'beta > 2' ${task.name}. All rows: --where true.`,
    );
  }
  const { indices } = await taskRows(task, { where });
  const again = toRanges(indices);
  if (again.length > 0) return { again };
  throw usage(
    task,
    `No row of task '${task.name}' fits ${where}, so none is evaluated again.`,
    `See what there is with psy rows ${task.name}.`,
  );
}

function usage({ name }: LoadedTask, message: string, hint: string): PsyrunError {
  return new PsyrunError('PSYRUN_USAGE', message, { hint, fields: { task: name } });
}
