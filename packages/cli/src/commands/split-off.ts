import { PsyrunError } from '@psyrun/core';
import { splitOff } from '@psyrun/operations/parts';
import { openTasksOf, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link splitOffPart}. */
export interface SplitOffFlags {
  readonly taskdir: string;
  readonly where?: string;
  readonly output?: string;
  readonly json?: boolean;
}

/** `psy split-off`: makes a folder or zip file in which some rows of a task are evaluated elsewhere. */
export async function splitOffPart(
  name: string,
  { taskdir, where, output, json = false }: SplitOffFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  if (where === undefined || output === undefined) throw incomplete(name);
  const task = (await openTasksOf(taskdir, [name], session))[0]!;
  const part = await splitOff(task, { where, output });
  if (json) console.json(JSON.stringify(part));
  console.error(`Wrote ${part.rows} of ${part.total} rows of '${name}' to ${output}.`);
  console.error(`Elsewhere, in that folder: psy run ${name}`);
  console.error('Then bring it back, and here: psy adopt with the folder, or a .zip file of it.');
  return EXIT.done;
}

function incomplete(task: string): PsyrunError {
  return new PsyrunError('PSYRUN_USAGE', 'psy split-off needs a condition and an output.', {
    hint: `Write psy split-off ${task} --where 'trial < 25' -o part.zip.`,
    fields: { task },
  });
}
