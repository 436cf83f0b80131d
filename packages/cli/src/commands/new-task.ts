import { LANGUAGES, newTask } from '@psyrun/operations/setup';
import { placeOf, type Session } from '../session.ts';
import { PsyrunError, nearest } from '@psyrun/core';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link writeNewTask}. */
export interface NewTaskFlags {
  readonly taskdir: string;
  readonly scheduler: string;
  readonly language: string;
  readonly json?: boolean;
}

/** `psy new-task`: writes a task file that runs as it stands. */
export async function writeNewTask(
  name: string,
  { taskdir, scheduler, language, json = false }: NewTaskFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const written = await newTask(placeOf(taskdir, session), name, {
    scheduler,
    language: languageOf(language),
  });
  if (json) console.json(JSON.stringify(written));
  const files = [written.function, written.file].filter((file) => file !== undefined);
  console.error(`Wrote ${files.join(' and ')}. Try one row with: psy test ${name}`);
  return EXIT.done;
}

function languageOf(text: string): (typeof LANGUAGES)[number] {
  const language = LANGUAGES.find((name) => name === text.toLowerCase());
  if (language !== undefined) return language;
  const near = nearest(text, LANGUAGES);
  throw new PsyrunError('PSYRUN_USAGE', `There is no template for ${JSON.stringify(text)}.`, {
    hint: near === undefined ? `Use one of ${LANGUAGES.join(', ')}.` : `Did you mean ${near}?`,
    fields: { language: text },
  });
}
