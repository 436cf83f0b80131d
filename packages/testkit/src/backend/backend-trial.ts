import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Backend, CreateJobOptions, ParameterSpace, Task } from '@psyrun/core';
import { kitTask } from './kit-task.ts';
import { runTree } from './run-tree.ts';
import type { TaskParts } from './task-parts.ts';

/** A task in a folder of its own, and a backend for it. */
export class BackendTrial {
  readonly task: Task;
  readonly backend: Backend;
  readonly #folder: string;

  private constructor(folder: string, task: Task, backend: Backend) {
    this.#folder = folder;
    this.task = task;
    this.backend = backend;
  }

  static async in(
    folder: string,
    create: (task: Task) => Backend,
    parts: TaskParts,
  ): Promise<BackendTrial> {
    const files = { log: join(folder, 'evaluated.txt'), failing: join(folder, 'failing.json') };
    const task = await kitTask(parts, folder, files);
    const trial = new BackendTrial(folder, task, create(task));
    trial.fail();
    return trial;
  }

  /** Makes the rows with these values of `x` fail from now on, and no others. */
  fail(...xs: readonly number[]): void {
    writeFileSync(join(this.#folder, 'failing.json'), JSON.stringify(xs));
    writeFileSync(join(this.#folder, 'evaluated.txt'), '');
  }

  /** Returns the values of `x` that were evaluated since {@link fail} was called, in order. */
  evaluated(): number[] {
    const lines = readFileSync(join(this.#folder, 'evaluated.txt'), 'utf8').trim().split('\n');
    return inOrder(lines.filter((line) => line !== '').map(Number));
  }

  /** Creates the jobs and runs them. Returns the exit codes of those that had work to do. */
  async run(options: CreateJobOptions = { continue: false }): Promise<number[]> {
    return runTree(await this.backend.createJob(options));
  }

  /** Returns the values of a key in the result, in order; undefined if there is no result. */
  async result(key: string): Promise<number[] | undefined> {
    const { store, resultfile } = this.task;
    if (!existsSync(resultfile)) return undefined;
    const table = await store.load(resultfile);
    return inOrder(Array.from(table[key] ?? [], Number));
  }
}

/** Returns the values of `x` in a space, in order. */
export function xs(space: ParameterSpace): number[] {
  return inOrder(Array.from(space, ({ x }) => Number(x)));
}

function inOrder(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
