import { existsSync, readFileSync, rmSync } from 'node:fs';
import { isPsyrunError } from '@psyrun/core';
import type { Project } from '../fixtures/project.ts';
import { PSYRUN } from '../fixtures/psy-here.ts';
import { taskFailures } from '@psyrun/operations/failures';
import { fsckTask } from '@psyrun/operations/fsck';
import { openTasks, pluginsOf } from '@psyrun/operations/project';
import { exportTask, mergeDirectory, verifyTask } from '@psyrun/operations/results';
import { taskStatus } from '@psyrun/operations/status';
import { PickleStore } from '@psyrun/store-pickle';
import type { LoadedTask, PluginRegistry } from '@psyrun/task';

type Point = readonly [x: number, y: number];

/** The answer of an operation, or the code of its error. */
export type Answer<T> = { readonly value: T } | { readonly code: string };

/** Opens the task `t` of a project once for all operations: its files do not change any more. */
export async function open(project: Project): Promise<LoadedTask> {
  const place = { taskdir: project.path('psy-tasks'), cwd: project.folder, host: PSYRUN };
  const [task] = await openTasks(place, ['t'], () => undefined);
  const code = task!.code();
  return { ...task!, code: () => code };
}

/** Resolves to the answer of an operation. Rejects with an error that has no code. */
export async function answerOf<T>(operation: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await operation() };
  } catch (error) {
    if (isPsyrunError(error)) return { code: error.code };
    const { errno, code } = error as NodeJS.ErrnoException;
    if (errno === undefined || code === undefined) throw error;
    return { code };
  }
}

/** Returns the plug-ins of a project. */
export const pluginsIn = (project: Project) =>
  pluginsOf({ taskdir: project.path('psy-tasks'), host: PSYRUN });

/** Asks all operations that read the work directory of the task `t`. */
export async function readingAnswers(project: Project, task: LoadedTask, plugins: PluginRegistry) {
  return {
    status: await answerOf(() => taskStatus(task, { jobs: true })),
    failures: await answerOf(() => taskFailures(task)),
    fsck: await answerOf(() => fsckTask(task)),
    ...(await resultAnswers(project, task, plugins)),
    partial: await answerOf(() =>
      written(project, 'out.csv', (file) => exportTask(task, file, plugins, { partial: true })),
    ),
    merged: await answerOf(() =>
      written(project, 'out.pkl', (file) => mergeDirectory(task.workdir, file, plugins)),
    ),
    mergedPartly: await answerOf(() =>
      written(project, 'out.pkl', (file) =>
        mergeDirectory(task.workdir, file, plugins, { partial: true }),
      ),
    ),
  };
}

/** Asks whether the result of the task `t` is complete, and for its rows. */
export async function resultAnswers(project: Project, task: LoadedTask, plugins: PluginRegistry) {
  return {
    verify: await answerOf(() => verifyTask(task)),
    exported: await answerOf(() =>
      written(project, 'out.csv', (file) => exportTask(task, file, plugins)),
    ),
  };
}

/** The answers of all operations that read. */
export type Answers = Awaited<ReturnType<typeof readingAnswers>>;

/** Resolves to the rows of the file that an operation writes, in order, or to undefined without one. */
async function written(
  project: Project,
  name: string,
  write: (file: string) => Promise<{ readonly written: boolean }>,
): Promise<Point[] | undefined> {
  const file = project.path(name);
  rmSync(file, { force: true });
  const answer = await write(file);
  if (answer.written !== existsSync(file)) throw new Error(`written: ${answer.written}`);
  if (!answer.written) return undefined;
  return name.endsWith('.csv') ? pointsIn(readFileSync(file, 'utf8')) : await pointsOf(file);
}

function pointsIn(csv: string): Point[] {
  const [head, ...lines] = csv.trim().split(/\r?\n/);
  if (head !== 'x,y') throw new Error(`columns ${head}`);
  return lines.map((line) => line.split(',').map(Number) as unknown as Point);
}

async function pointsOf(file: string): Promise<Point[]> {
  const { x, y, ...rest } = await new PickleStore().load(file);
  if (Object.keys(rest).length > 0) throw new Error(`columns ${Object.keys(rest).join()}`);
  const ys = Array.from(y as Iterable<number>, Number);
  return Array.from(x as Iterable<number>, (value, i): Point => [Number(value), ys[i]!]).sort(
    ([a], [b]) => a - b,
  );
}
