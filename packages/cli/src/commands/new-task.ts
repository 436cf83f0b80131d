import { newTask } from '@psyrun/operations/setup';
import { placeOf, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link writeNewTask}. */
export interface NewTaskFlags {
  readonly taskdir: string;
  readonly scheduler: string;
  readonly json?: boolean;
}

/** `psy new-task`: writes a task file that runs as it stands. */
export async function writeNewTask(
  name: string,
  { taskdir, scheduler, json = false }: NewTaskFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const written = await newTask(placeOf(taskdir, session), name, { scheduler });
  if (json) console.json(JSON.stringify(written));
  console.error(`Wrote ${written.file}. Try one row with: psy test ${name}`);
  return EXIT.done;
}
