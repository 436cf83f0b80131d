import { PsyrunError } from '@psyrun/core';
import type { ExportedFact, ExportResult } from '@psyrun/operations';
import { pluginsOf } from '@psyrun/operations/project';
import { exportFile, exportTask, isFileToExport } from '@psyrun/operations/results';
import { openTasksOf, placeOf, type Session } from '../session.ts';
import { INCOMPLETE, OUTDATED, WARNING, type Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link writeExport}. */
export interface ExportFlags {
  readonly taskdir: string;
  readonly partial?: boolean;
  readonly columns?: readonly string[];
  /** The columns that are written beside the results of a task. */
  readonly with?: readonly ExportedFact[];
  readonly json?: boolean;
}

/**
 * `psy export`: writes the result of a task, or a file of a store, in the format that the suffix of a
 * file names.
 */
export async function writeExport(
  name: string,
  file: string,
  { taskdir, partial = false, columns, with: facts, json = false }: ExportFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const taskOf = async (task: string) => (await openTasksOf(taskdir, [task], session))[0]!;
  const plugins = pluginsOf(placeOf(taskdir, session));
  const choice = columns === undefined ? {} : { columns };
  const isFile = isFileToExport(name, plugins);
  if (isFile && facts !== undefined) throw noFactsIn(name);
  const others = { partial, ...choice, ...(facts && { with: facts }) };
  const exported = isFile
    ? await exportFile(name, file, plugins, choice)
    : await exportTask(await taskOf(name), file, plugins, others);
  if (json) console.json(JSON.stringify(exported));
  printExport(exported, `${name} ${file}`, console);
  return exported.written && changesOf(exported).length === 0 ? EXIT.done : EXIT.failed;
}

function noFactsIn(file: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_USAGE',
    `${file} is a file: how long its rows took is only in the journals of its task.`,
    { hint: 'Name the task, or leave out --with.', fields: { file } },
  );
}

/** Prints what was exported, of which run, or why nothing was. */
function printExport(exported: ExportResult, args: string, console: Console): void {
  const { task, file, written, reason, rows, total, run, problems = [] } = exported;
  if (reason === 'not-run') {
    console.error(`Nothing to export: task '${task}' was not run. Run it with: psy run ${task}`);
    return;
  }
  for (const problem of problems) console.error(problem, WARNING);
  if (reason === 'no-rows') {
    console.error(`Nothing to export: no row of task '${task}' is done. See psy status ${task}.`);
    return;
  }
  if (!written) {
    const mark = reason === 'outdated' ? OUTDATED : INCOMPLETE;
    console.error(`${refusalOf(exported)} [PSYRUN_RESULT_UNCERTIFIED]`, mark);
    console.error(`To export the rows that are done: psy export --partial ${args}`);
    return;
  }
  const isPartial = rows !== total || changesOf(exported).length > 0;
  const of = isPartial ? ` ${rows} of ${total} rows of the run of ${run!.created} to` : '';
  console.error(`Wrote${of} ${file}.`);
  for (const change of changesOf(exported)) console.error(`Since then: ${change}`, OUTDATED);
}

function refusalOf(exported: ExportResult): string {
  const { task, reason } = exported;
  return reason === 'outdated'
    ? `the result of task '${task}' is that of an earlier version of it. ${changesOf(exported).join(' ')}`
    : `task '${task}' has no complete result.`;
}

function changesOf({ changes = [] }: ExportResult): readonly string[] {
  return changes;
}
