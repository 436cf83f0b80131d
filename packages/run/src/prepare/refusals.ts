import { basename } from 'node:path';
import { PsyrunError, type Task } from '@psyrun/core';

/** Returns the error for a task that may not replace its result. */
export function dirtyWorkDirectory(task: Task, changes: readonly string[]): PsyrunError {
  const what =
    changes.length > 0
      ? changes.join(' ')
      : `There is a ${basename(task.resultfile)} of another run.`;
  return new PsyrunError(
    'PSYRUN_WORKDIR_DIRTY',
    `Work directory of task '${task.name}' is dirty: ${what}`,
    {
      hint: 'Set overwriteDirty to true in the task, and the former result is moved to previous/; or move it away yourself.',
      fields: {
        task: task.name,
        workdir: task.workdir,
        changes: changes.length > 0 ? changes : [what],
      },
    },
  );
}

/** Returns the error for continuing with different code or settings. It shows the changed lines. */
export function changedSinceRun(
  task: Task,
  changes: readonly string[],
  code: readonly string[],
): PsyrunError {
  const lines = code.map((line) => `  ${line}\n`).join('');
  const what = lines === '' ? changes.join(' ') : `${changes.join(' ')}\n${lines}`;
  return new PsyrunError(
    'PSYRUN_RUN_CHANGED',
    `Continuing task '${task.name}' would mix results of different code or settings: ${what}`,
    {
      hint: `psy run ${task.name} evaluates all rows again and keeps the former run in previous/. If the change does not matter, psy run -c --accept-changes ${task.name} keeps the rows that are done.`,
      fields: { task: task.name, changes, code },
    },
  );
}

/** Returns the error for a damaged `run.json` whose journals cannot be taken over. */
export function damagedRun({ name }: Task, file: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_CORRUPT',
    `${file} is damaged, and no journal is known to be of the present space and code.`,
    {
      hint: `Restore it from a copy. Without one, psy run -c ${name} takes over what is of the present space; or psy fsck --repair ${name} moves it away, and psy run ${name} begins anew and keeps the journals in previous/.`,
      fields: { task: name, file },
    },
  );
}

/** Returns the error for a part that was split off, whose space is another one than where it comes from. */
export function otherSpaceOfPart({ name, workdir }: Task): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_CHANGED',
    `${workdir} is a part of the run of task '${name}', and the parameter space is another one here.`,
    {
      hint: `Undo the change, or set what the space depends on, such as environment variables, as it was there. To run the task as it is now: psy clean ${name}, then psy run ${name}.`,
      fields: { task: name, changes: ['The parameter space has changed.'], code: [] },
    },
  );
}

/** Returns the error for rows to be evaluated again that are of another space than the present one. */
export function otherSpace({ name }: Task): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_CHANGED',
    `The rows of task '${name}' cannot be evaluated again: the parameter space has changed since they were.`,
    {
      hint: `Run psy run -c ${name} first.`,
      fields: { task: name, changes: ['The parameter space has changed.'], code: [] },
    },
  );
}
