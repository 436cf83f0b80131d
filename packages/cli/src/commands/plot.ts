import { PsyrunError } from '@psyrun/core';
import type { PlotResult } from '@psyrun/operations';
import { printDoubts } from '../errors/print-doubts.ts';
import { openTasksOf, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link writePlot}. */
export interface PlotFlags {
  readonly taskdir: string;
  readonly by?: readonly string[];
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * `psy plot`: draws a result against one or two parameters. The exit code is 1 if no row has a number
 * yet, and then nothing is written, or if records of the run cannot be read. Throws `PSYRUN_ARGUMENT` without `--by` or with more parameters.
 */
export async function writePlot(
  name: string,
  y: string,
  { taskdir, by = [], output = `${name}.svg`, json = false }: PlotFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const [first, second] = by;
  if (first === undefined || by.length > 2) {
    throw new PsyrunError(
      'PSYRUN_ARGUMENT',
      `psy plot takes one or two parameters, and got ${by.length}.`,
      {
        hint: 'Name them with --by: psy plot circle area --by radius',
      },
    );
  }
  const { plotTask, writeMadeFile } = await import('@psyrun/operations/report');
  const task = (await openTasksOf(taskdir, [name], session))[0]!;
  const axes: [string, string?] = second === undefined ? [first] : [first, second];
  const { svg, rows, problems, changes } = await plotTask(task, y, axes);
  if (rows > 0) await writeMadeFile(output, svg, '<!-- psyrun plot -->');
  const result: PlotResult = {
    ...{ task: name, file: output, rows },
    ...(problems.length > 0 && { problems: [...problems] }),
    ...(changes.length > 0 && { changes: [...changes] }),
  };
  printDoubts({ problems, changes }, console);
  if (json) console.json(JSON.stringify(result));
  if (rows === 0) console.error(`Nothing to draw: no row of task '${name}' has a number ${y}.`);
  else console.error(`Wrote ${output}: ${rows} rows.`);
  return rows > 0 && problems.length === 0 ? EXIT.done : EXIT.failed;
}
