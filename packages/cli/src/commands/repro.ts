import { PsyrunError, type ParameterSpace } from '@psyrun/core';
import { readJournal, type JournalEntry } from '@psyrun/journal';
import { readStatus, readRun, spaceOf, WorkDirectory, type RunDescription } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { coloured, type Console } from '../terminal/console.ts';
import { evaluateHere } from '../evaluate-here.ts';
import { formatRow } from '../terminal/format-row.ts';
import { printOutcome } from '../print-outcome.ts';
import { openTasks, type Session } from '../session.ts';

/** Options of {@link reproduceRow}. */
export interface ReproOptions {
  readonly taskdir: string;
  readonly inspect?: boolean;
}

/**
 * `psy repro`: evaluates one row of the run here, with the parameters that its job was given, and
 * says what was recorded of it. Writes nothing.
 */
export async function reproduceRow(
  name: string,
  index: number,
  { taskdir, inspect = false }: ReproOptions,
  session: Session,
): Promise<number> {
  const { console } = session;
  const task = (await openTasks(taskdir, [name], session))[0]!;
  const directory = new WorkDirectory(task.workdir);
  const run = await readRun(directory.run);
  const row = rowAt(run === undefined ? task.pspace : spaceOf(run), index, task);
  const recorded = run && (await recordOf(index, run, directory));
  if (run !== undefined) await printChanges(task, console);
  printRecord(recorded, console);
  console.error(`Row ${index}: ${formatRow(row)}`);
  const procId = procIdOf(recorded);
  const onLine = (line: string): void => console.out(line);
  return printOutcome(
    await evaluateHere(task, { index, row }, { procId, inspect, onLine }),
    console,
  );
}

function rowAt(space: ParameterSpace, index: number, task: LoadedTask) {
  if (index < space.length) return space.at(index);
  throw new PsyrunError(
    'PSYRUN_OUT_OF_RANGE',
    `There is no row ${index} in task '${task.name}', which has ${space.length} rows.`,
    {
      hint: 'Rows are counted from 0; psy failures names those that failed.',
      fields: { task: task.name, index },
    },
  );
}

/** The last record of a row of this run. */
async function recordOf(
  index: number,
  { space }: RunDescription,
  directory: WorkDirectory,
): Promise<JournalEntry | undefined> {
  let last: JournalEntry | undefined;
  for (const file of await directory.journals()) {
    for await (const entry of readJournal(file)) {
      if (entry.record.index === index && entry.session['space'] === space.hash) last = entry;
    }
  }
  return last;
}

async function printChanges(task: LoadedTask, console: Console): Promise<void> {
  for (const change of (await readStatus(task)).changes) {
    console.error(`${coloured('yellow', 'Warning:')} Since the run began: ${change}`);
  }
}

function printRecord(entry: JournalEntry | undefined, console: Console): void {
  if (entry === undefined) return console.error('Nothing is recorded of this row.');
  const { session, record } = entry;
  const { attempt, startedAt } = record;
  const how = record.kind === 'done' ? 'done' : `${record.error.name}: ${record.error.message}`;
  const where = `${String(session['job'])} on ${String(session['host'])}`;
  const when = new Date(startedAt).toISOString();
  console.error(`Recorded (attempt ${attempt}, ${where}, ${when}): ${how}`);
}

/** The number that `setup` was called with: that of the job. */
function procIdOf(entry: JournalEntry | undefined): number {
  return Number(/:(\d+)$/.exec(String(entry?.session['job']))?.[1] ?? 0);
}
