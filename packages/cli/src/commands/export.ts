import type { ExportResult } from '@psyrun/operations';
import { pluginsOf } from '@psyrun/operations/project';
import { exportFile, exportTask, isFileToExport } from '@psyrun/operations/results';
import { openTasksOf, placeOf, type Session } from '../session.ts';
import { coloured } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link writeExport}. */
export interface ExportFlags {
  readonly taskdir: string;
  readonly partial?: boolean;
  readonly columns?: readonly string[];
  readonly json?: boolean;
}

/**
 * `psy export`: writes the result of a task, or a file of a store, in the format that the suffix of a
 * file names.
 */
export async function writeExport(
  name: string,
  file: string,
  { taskdir, partial = false, columns, json = false }: ExportFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const taskOf = async (task: string) => (await openTasksOf(taskdir, [task], session))[0]!;
  const plugins = pluginsOf(placeOf(taskdir, session));
  const choice = columns === undefined ? {} : { columns };
  const exported = isFileToExport(name, plugins)
    ? await exportFile(name, file, plugins, choice)
    : await exportTask(await taskOf(name), file, plugins, { partial, ...choice });
  if (json) console.out(JSON.stringify(exported));
  for (const line of exportLines(exported, `${name} ${file}`)) console.error(line);
  return exported.written && changesOf(exported).length === 0 ? EXIT.done : EXIT.failed;
}

/** Returns what was exported, of which run, or why nothing was. */
function exportLines(exported: ExportResult, args: string): string[] {
  const { task, file, written, reason, rows, total, run, problems = [] } = exported;
  const warnings = problems.map((problem) => `${coloured('yellow', 'Warning:')} ${problem}`);
  if (reason === 'not-run') {
    return [`Nothing to export: task '${task}' was not run. Run it with: psy run ${task}`];
  }
  if (!written) {
    const red = coloured('red', reason === 'outdated' ? 'Outdated:' : 'Incomplete:');
    return [
      ...warnings,
      `${red} ${refusalOf(exported)} [PSYRUN_RESULT_UNCERTIFIED]`,
      `To export the rows that are done: psy export --partial ${args}`,
    ];
  }
  const isPartial = rows !== total || changesOf(exported).length > 0;
  const of = isPartial ? ` ${rows} of ${total} rows of the run of ${run!.created} to` : '';
  return [
    ...warnings,
    `Wrote${of} ${file}.`,
    ...changesOf(exported).map((change) => `${coloured('red', 'Outdated:')} Since then: ${change}`),
  ];
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
