import type { FoundRows, RowsResult } from '@psyrun/operations';
import { jsonText } from '@psyrun/operations/results';
import { rowsWriter, shownValues, taskRows } from '@psyrun/operations/rows';
import { printDoubts } from '../errors/print-doubts.ts';
import { printNoAnswer } from '../errors/print-no-answer.ts';
import { openTasksOf, type Session } from '../session.ts';
import { rowTable } from '../tables/row-table.ts';
import type { Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link printRows}. */
export interface RowsFlags {
  readonly taskdir: string;
  readonly state?: readonly RowsResult['state'][];
  readonly where?: string;
  readonly slowest?: number;
  readonly columns?: readonly string[];
  /** Prints all rows instead of the first ones. */
  readonly all?: boolean;
  /** Writes the rows to this file. */
  readonly output?: string;
  readonly json?: boolean;
}

/** Most rows that are printed without `--all`. */
const MOST_PRINTED = 20;
/** Rows of a table at a time. Its columns are as wide as these need. */
const ROWS_OF_TABLE = 200;

/**
 * `psy rows`: the rows of a run that are looked for, with their states, durations and values. The exit
 * code is 1 if the scheduler does not answer, and if records cannot be read.
 */
export async function printRows(
  name: string,
  rows: readonly number[],
  { taskdir, state, output, json = false, all = false, ...others }: RowsFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const task = (await openTasksOf(taskdir, [name], session))[0]!;
  const write = output === undefined ? undefined : rowsWriter(output);
  const found = await taskRows(task, {
    ...others,
    ...(state && { states: state }),
    ...(rows.length > 0 && { rows }),
  });
  const answered = printNoAnswer(found.noAnswer, console);
  printDoubts(found, console);
  if (write !== undefined) await write(found);
  if (json) await printJson(found, console);
  else if (output !== undefined) console.error(`Wrote ${counted(found)} to ${output}.`);
  else await printTable(found, all ? Infinity : MOST_PRINTED, console);
  return answered && found.problems.length === 0 ? EXIT.done : EXIT.failed;
}

async function printJson({ read }: FoundRows, console: Console): Promise<void> {
  for await (const row of read()) console.json(jsonText(row));
}

async function printTable(found: FoundRows, most: number, console: Console): Promise<void> {
  const { task, indices, columns } = found;
  const shown = Math.min(most, indices.length);
  let rows: RowsResult[] = [];
  const print = (): void => {
    for (const line of tableOf(rows, columns, console.width)) console.out(line);
    rows = [];
  };
  for await (const row of found.read(shown)) {
    if (rows.push(row) === ROWS_OF_TABLE) print();
  }
  if (rows.length > 0) print();
  console.error(
    shown === indices.length
      ? `${counted(found)} of task '${task}'.`
      : `The first ${shown} of ${indices.length} rows. All of them: --all`,
  );
}

function tableOf(rows: readonly RowsResult[], columns: readonly string[], width: number): string[] {
  const errors = rows.map(({ error }) => error && `${error.name}: ${error.message}`);
  const isOfValues = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  const hasErrors = errors.some((error) => error !== undefined) && !isOfValues.has('error');
  const table = rows.map((row, i) => ({
    ...shownValues(row, columns),
    ...(hasErrors && { error: errors[i] }),
  }));
  return rowTable(table, width, (name) => !isOfValues.has(name));
}

function counted({ indices: { length }, total }: FoundRows): string {
  const which = length === total ? `All ${total}` : `${length} of ${total}`;
  return `${which} rows`;
}
