import { pluginsOf } from '@psyrun/operations/project';
import { exportTask } from '@psyrun/operations/results';
import { openTasksOf, placeOf, type Session } from '../session.ts';
import { coloured } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link writeExport}. */
export interface ExportFlags {
  readonly taskdir: string;
  readonly partial?: boolean;
  readonly json?: boolean;
}

/** `psy export`: writes the result of a task in the format that the suffix of a file names. */
export async function writeExport(
  name: string,
  file: string,
  { taskdir, partial = false, json = false }: ExportFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const task = (await openTasksOf(taskdir, [name], session))[0]!;
  const plugins = pluginsOf(placeOf(taskdir, session));
  const exported = await exportTask(task, file, plugins, { partial });
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
