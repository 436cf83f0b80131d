import { pluginsOf } from '@psyrun/operations/project';
import { exportTask } from '@psyrun/operations/results';
import { openTasksOf, placeOf, type Session } from '../session.ts';
import { INCOMPLETE } from '../terminal/console.ts';
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
  if (json) console.json(JSON.stringify(exported));
  if (exported.written) {
    console.error(`Wrote ${file}.`);
    return EXIT.done;
  }
  if (exported.reason === 'not-run') {
    console.error(`Nothing to export: task '${name}' was not run. Run it with: psy run ${name}`);
  } else {
    const partly = `To export the rows that are done: psy export --partial ${name} ${file}`;
    console.error(`task '${name}' has no complete result. ${partly}`, INCOMPLETE);
  }
  return EXIT.failed;
}
