import type { LoadedTask } from '@psyrun/task';
import { errorJson } from './errors/error-json.ts';
import { reportError } from './errors/report-error.ts';
import { openTasksOf, readTasksOf, type Session } from './session.ts';
import { EXIT } from './terminal/exit-codes.ts';

/** The flags that every command with several tasks has. */
export interface TaskFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

/**
 * The work of a command on several tasks. An error of one task is printed, and the others go on. The
 * exit code is the largest of all.
 */
export class TaskLoop {
  exitCode: number = EXIT.done;
  readonly #flags: TaskFlags;
  readonly #session: Session;

  constructor(flags: TaskFlags, session: Session) {
    this.#flags = flags;
    this.#session = session;
  }

  /** Prints an error of a task. */
  readonly fail = (task: string, error: unknown): void => {
    const { console } = this.#session;
    if (this.#flags.json) console.json(errorJson(error, task));
    this.note(reportError(error, console));
  };

  /** Takes the exit code of a part of the work. */
  note(exitCode: number): void {
    this.exitCode = Math.max(this.exitCode, exitCode);
  }

  /** Does something with a task. */
  async try({ name }: LoadedTask, action: () => Promise<number>): Promise<void> {
    try {
      this.note(await action());
    } catch (error) {
      this.fail(name, error);
    }
  }

  /**
   * Loads the named tasks, all of them without names. The exit code is 2 if one cannot be loaded: the
   * command has not done its work on that task.
   */
  async load(
    names: readonly string[],
    loadTasks: typeof openTasksOf = openTasksOf,
  ): Promise<LoadedTask[]> {
    const skipped = (): void => this.note(names.length === 0 ? EXIT.usage : EXIT.done);
    const handlers = { onSkipped: skipped, onError: this.fail };
    return loadTasks(this.#flags.taskdir, names, this.#session, handlers);
  }
}

/** Does something with each task, and returns the exit code. */
export async function forEachTask(
  names: readonly string[],
  flags: TaskFlags,
  session: Session,
  action: (task: LoadedTask) => Promise<number>,
  loadTasks: typeof openTasksOf = openTasksOf,
): Promise<number> {
  const loop = new TaskLoop(flags, session);
  for (const task of await loop.load(names, loadTasks)) {
    await loop.try(task, () => action(task));
  }
  return loop.exitCode;
}

/** Does something with each task, also with those whose runs are damaged. */
export async function forEachReadTask(
  names: readonly string[],
  flags: TaskFlags,
  session: Session,
  action: (task: LoadedTask) => Promise<number>,
): Promise<number> {
  return forEachTask(names, flags, session, action, readTasksOf);
}
