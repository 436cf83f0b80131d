import { PsyrunError } from '@psyrun/core';
import { rowsOf } from '@psyrun/columns';
import { param } from '@psyrun/pspace';
import { checkedSpaceOf, readStatus, soundRun, WorkDirectory } from '@psyrun/run';
import { withSpace, type LoadedTask, type ResultRows } from '@psyrun/task';
import { verifyTask } from '../results/verify-task.ts';

/** Opens a task that another one comes after. */
export type OpenTask = (name: string) => Promise<LoadedTask>;

/**
 * Resolves to a task as it is after the tasks that it comes after: with the space that their results make.
 * If one of them is not complete and verified, the task says so in `waits`, and has the space of its last
 * run.
 */
export async function afterOthers(task: LoadedTask, open: OpenTask): Promise<LoadedTask> {
  const others = await Promise.all(task.after.map(open));
  for (const other of others) {
    const waits = await reasonToWait(other);
    if (waits !== undefined)
      return waiting(task, `Task '${task.name}' comes after '${other.name}'. ${waits}`);
  }
  const { later } = task;
  if (later === undefined) return task;
  const results = new Map<string, Awaited<ReturnType<typeof rowsOfResult>>>();
  for (const other of others) results.set(other.name, await rowsOfResult(other));
  return withSpace(task, later.make(results satisfies ResultRows));
}

/** Resolves to the reason why nothing can come after a task yet, as sentences; undefined without one. */
async function reasonToWait(other: LoadedTask): Promise<string | undefined> {
  if (other.waits !== undefined) return other.waits;
  const { name } = other;
  const { verified, problems } = await verifyTask(other);
  if (verified) return undefined;
  const { states, changes } = await readStatus(other);
  const { done, total } = states.counts();
  if (done < total)
    return `Of '${name}', ${done} of ${total} rows are done. Finish it: psy run -c ${name}.`;
  return `The result of '${name}' cannot be used: ${[...changes, ...problems].join(' ')} Make it again: psy run ${name}.`;
}

async function rowsOfResult({ store, resultfile }: LoadedTask) {
  const rows = [...rowsOf(await store.load(resultfile))];
  const keys = Object.keys(rows[0] ?? {});
  return param(Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key])])));
}

/** Returns a task that waits. Its rows are those of its last run, if there was one. */
async function waiting(task: LoadedTask, waits: string): Promise<LoadedTask> {
  const directory = new WorkDirectory(task.workdir);
  const run = task.later === undefined ? undefined : await soundRun(directory);
  if (run === undefined) return { ...task, waits };
  return { ...(await withSpace(task, checkedSpaceOf(run, directory.run))), waits };
}

/** Throws `PSYRUN_TASK_WAITS` for a task that cannot start yet. */
export function requireNoWait({ name, waits }: LoadedTask): void {
  if (waits === undefined) return;
  throw new PsyrunError('PSYRUN_TASK_WAITS', waits, { fields: { task: name } });
}
