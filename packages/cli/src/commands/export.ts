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
  if (exported.written) {
    console.error(`Wrote ${file}.`);
    return EXIT.done;
  }
  console.error(
    exported.reason === 'not-run'
      ? `Nothing to export: task '${name}' was not run. Run it with: psy run ${name}`
      : `${coloured('red', 'Incomplete:')} task '${name}' has no complete result. ` +
          `To export the rows that are done: psy export --partial ${name} ${file}`,
  );
  return EXIT.failed;
}
