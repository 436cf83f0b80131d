import { moduleBeside, type JobWork, type ParameterSpace, type Row } from '@psyrun/core';
import { rowsOf } from '@psyrun/columns';
import { param } from '@psyrun/pspace';
import {
  activeSubmissions,
  checkedSpaceOf,
  readStatus,
  soundRun,
  WorkDirectory,
} from '@psyrun/run';
import { withSpace, type LoadedTask } from '@psyrun/task';
import type { ProjectPlace } from '../project/place.ts';
import { verifyTask } from '../results/verify-task.ts';
import { answerOf } from '../status/answer-of.ts';
import { hasUnfinishedJobs } from '../status/seems-active.ts';
import type { StartOptions } from './start-options.ts';

/** Opens a task that another one comes after. */
export type OpenTask = (name: string) => Promise<LoadedTask>;

/**
 * Resolves to a task as it is after the tasks that it comes after: with the space that their results make.
 * If one of them is not complete and verified, the task says so in `waits`, and has the space of its last
 * run.
 *
 * @param start the work of a job that starts the task
 */
export async function afterOthers(
  task: LoadedTask,
  open: OpenTask,
  start: JobWork,
): Promise<LoadedTask> {
  const others = await Promise.all(task.after.map(open));
  for (const on of others) {
    const reason = await reasonToWait(on);
    if (reason === undefined) continue;
    const why = `Task '${task.name}' comes after '${on.name}'. ${reason}`;
    return { ...(await withRowsOfRun(task)), waits: { why, on, start } };
  }
  const { later } = task;
  if (later === undefined) return task;
  const results = new Map<string, ParameterSpace>();
  for (const other of others) results.set(other.name, await rowsOfResult(other));
  return withSpace(task, later.make(results));
}

/** Returns the work of a job that starts a task. */
export function startWork({ cwd = process.cwd(), ...place }: ProjectPlace, task: string): JobWork {
  const options: StartOptions = { place: { ...place, cwd }, task };
  return { module: moduleBeside(import.meta.url, 'start-task'), export: 'startTask', options };
}

/** Resolves to the reason why nothing can come after a task yet, as sentences; undefined without one. */
async function reasonToWait(other: LoadedTask): Promise<string | undefined> {
  if (other.waits !== undefined) return other.waits.why;
  const { name } = other;
  const { verified, problems } = await verifyTask(other);
  if (verified) return undefined;
  const { states, changes } = await readStatus(other);
  const { done, total } = states.counts();
  const rows = `Of '${name}', ${done} of ${total} rows are done`;
  if (await isAtWork(other)) return `${rows}, and its jobs are unfinished.`;
  if (done < total) return `${rows}. Finish it: psy run -c ${name}.`;
  const why = [...changes, ...problems].join(' ');
  return `The result of '${name}' cannot be used: ${why} Make it again: psy run ${name}.`;
}

/** True if jobs of a task are unfinished; also if its scheduler does not answer. */
async function isAtWork(other: LoadedTask): Promise<boolean> {
  if (!(await hasUnfinishedJobs(other))) return false;
  const asked = await answerOf(async () => activeSubmissions(other));
  return asked.noAnswer !== undefined || asked.answer.length > 0;
}

async function rowsOfResult({ store, resultfile }: LoadedTask): Promise<ParameterSpace> {
  const rows = [...rowsOf(await store.load(resultfile))];
  const keys = Object.keys(rows[0] ?? {});
  const columns = keys.map((key) => [key, rows.map((row) => row[key])] as const);
  return param(Object.fromEntries(columns) as Record<string, readonly Row[string][]>);
}

/** Returns a task whose space cannot be made with the rows of its last run, if there was one. */
async function withRowsOfRun(task: LoadedTask): Promise<LoadedTask> {
  if (task.later === undefined) return task;
  const directory = new WorkDirectory(task.workdir);
  const run = await soundRun(directory);
  return run === undefined ? task : withSpace(task, checkedSpaceOf(run, directory.run));
}
