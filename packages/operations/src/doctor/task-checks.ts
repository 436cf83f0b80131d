import { isProgramAddress, isPsyrunError, withoutHint, type Check } from '@psyrun/core';
import type { LoadedTask } from '@psyrun/task';
import { readTasks } from '../project/open-tasks.ts';
import type { ProjectPlace } from '../project/place.ts';

/** The checks of task files, and what else the tasks use. */
export interface TaskChecks {
  readonly checks: readonly Check[];
  /** The work directories of the tasks. */
  readonly workdirs: readonly string[];
  /** The names of their schedulers. */
  readonly schedulers: ReadonlySet<string>;
}

/** Loads all tasks, and resolves to which of them cannot be used and which programs evaluate rows. */
export async function taskChecks(place: ProjectPlace): Promise<TaskChecks> {
  const failed: Check[] = [];
  let tasks: LoadedTask[] = [];
  try {
    tasks = await readTasks(
      place,
      [],
      ({ message }) => failed.push(cannotBeUsed(message)),
      (_, error) => failed.push(checkOf(error)),
    );
  } catch (error) {
    failed.push(checkOf(error));
  }
  const loaded: Check = {
    about: 'task files',
    outcome: 'ok',
    found: `These can be used: ${tasks.map(({ name }) => name).join(', ')}.`,
  };
  failed.push(...(await functionChecks(tasks)));
  return {
    checks: [...(tasks.length > 0 ? [loaded] : []), ...failed, ...programChecks(tasks)],
    workdirs: tasks.map(({ workdir }) => workdir),
    schedulers: new Set(tasks.map(({ scheduler }) => scheduler.name)),
  };
}

function checkOf(error: unknown): Check {
  if (!isPsyrunError(error)) throw error;
  // A folder without tasks is no fault: whoever begins asks, too.
  const isNone = ['PSYRUN_TASK_DIRECTORY', 'PSYRUN_TASK_NOT_FOUND'].includes(error.code);
  const about = 'task files';
  const advice = error.hint ?? 'Correct the task file.';
  return { about, outcome: isNone ? 'warning' : 'failed', found: withoutHint(error), advice };
}

function cannotBeUsed(found: string): Check {
  const advice = 'Correct the task file, or install what it needs.';
  return { about: 'task files', outcome: 'failed', found, advice };
}

/** Resolves to a failure for each task whose function cannot be found. It executes nothing of the user. */
async function functionChecks(tasks: readonly LoadedTask[]): Promise<Check[]> {
  const outcomes = await Promise.allSettled(tasks.map(async (task) => task.checkFunction?.()));
  return outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [checkOf(outcome.reason)] : [],
  );
}

/** Returns which program evaluates the rows of which tasks. */
function programChecks(tasks: readonly LoadedTask[]): Check[] {
  const users = new Map<string, string[]>();
  for (const { name, evaluator } of tasks) {
    if (!isProgramAddress(evaluator)) continue;
    const program = evaluator.program.argv[0]!;
    users.set(program, [...(users.get(program) ?? []), name]);
  }
  return [...users].map(([program, names]) => ({
    about: 'programs',
    outcome: 'ok',
    found: `${program} evaluates the rows of ${names.join(', ')}.`,
  }));
}
