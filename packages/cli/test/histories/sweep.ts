import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DistributeBackend } from '@psyrun/backend-distribute';
import type { JobHost, JobId, Scheduler, Submission, Task } from '@psyrun/core';
import { Ledger, submit } from '@psyrun/jobs';
import { readJournal } from '@psyrun/journal';
import type { IndexedRow, PoolMapOptions } from '@psyrun/mapper';
import { param } from '@psyrun/pspace';
import { readStatus, WorkDirectory } from '@psyrun/run';
import { PickleStore } from '@psyrun/store-pickle';

/** The events of one `psy run` of a history. */
export interface RunPlan {
  readonly continue: boolean;
  /** Rows that fail in this run. */
  readonly failing: readonly number[];
  /** The submitter is killed before this job, counted from 0. */
  readonly killBeforeJob: number;
  /** A job is killed after this many rows, and so is the submitter. */
  readonly killAfterRows: number;
}

class Killed extends Error {}

/** A sweep in a new folder. Its rows are evaluated in this process. */
export class Sweep {
  // These tests do not depend on the disk, and memory is faster.
  readonly folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'psyrun '));
  readonly store = new PickleStore();
  readonly directory = new WorkDirectory(join(this.folder, 't'));
  /** Rows that were evaluated although they were in a journal. */
  readonly wasted: number[] = [];
  task: Task = this.#task([], 1, 1);

  setSpace(values: readonly number[], maxJobs: number, minItems: number): void {
    this.task = this.#task(values, maxJobs, minItems);
  }

  /** Runs the task. Resolves to true if it was not interrupted. */
  async run(plan: RunPlan): Promise<boolean> {
    const tree = await new DistributeBackend(this.task).createJob({
      ...plan,
      acceptChanges: true,
    });
    const recorded = await this.recorded();
    try {
      await submit(tree, {
        scheduler: new InProcess(plan, recorded, this.wasted),
        schedulerArgs: {},
        ledger: new Ledger(this.directory.ledger),
        directory: this.task.workdir,
        node: process.execPath,
      });
      return true;
    } catch (error) {
      if (error instanceof Killed) return false;
      throw error;
    }
  }

  async status() {
    const { states, complete } = await readStatus(this.task);
    return { ...states.counts(), complete };
  }

  /** Resolves to the values of the done rows in the journals, by any index. */
  async recorded(): Promise<Set<number>> {
    const values = new Set<number>();
    for (const file of await this.directory.journals()) {
      for await (const { record } of readJournal(file)) {
        if (record.kind === 'done') values.add(record.row['x'] as number);
      }
    }
    return values;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #task(values: readonly number[], maxJobs: number, minItems: number): Task {
    const workdir = this.directory.root;
    return {
      name: 't',
      file: join(this.folder, 'task_t.js'),
      code: async () => ({}),
      pspace: param({ x: values }),
      evaluator: { module: 'file:///nowhere.js', export: 'none' },
      store: this.store,
      storeAddress: { module: import.meta.url, export: 'makeStore', options: {} },
      scheduler: new InProcess(undefined, new Set(), []),
      schedulerArgs: {},
      workdir,
      resultfile: join(workdir, 'result.pkl'),
      maxJobs,
      minItems,
      poolSize: 1,
      concurrency: 1,
      retries: 0,
      excludeFromResult: [],
      fileDep: [],
      overwriteDirty: true,
      node: process.execPath,
    };
  }
}

/** The function at the store address of the task. */
export async function makeStore(): Promise<PickleStore> {
  return new PickleStore();
}

/** The function of the sweep. */
export const f = (x: number): number => x * x + 1;

/** Runs jobs sequentially in this process, until it is killed. */
class InProcess implements Scheduler {
  readonly name = 'in-process';
  readonly capabilities = { arrays: true, immediate: true, outcomes: true };
  readonly defaultArgs = {};
  readonly #plan: RunPlan | undefined;
  readonly #recorded: ReadonlySet<number>;
  readonly #wasted: number[];
  #jobs = 0;
  #rows = 0;

  constructor(plan: RunPlan | undefined, recorded: ReadonlySet<number>, wasted: number[]) {
    this.#plan = plan;
    this.#recorded = recorded;
    this.#wasted = wasted;
  }

  async submit(submission: Submission): Promise<JobId> {
    return this.submitArray([undefined], submission);
  }

  async submitArray(
    indices: readonly (number | undefined)[],
    { here }: Submission,
  ): Promise<JobId> {
    for (const index of indices) {
      if (this.#jobs++ === this.#plan!.killBeforeJob) throw new Killed();
      await here!(index, this.#host());
    }
    return String(this.#jobs);
  }

  async kill(): Promise<void> {}

  async getStatus() {
    return new Map();
  }

  async getJobs(): Promise<readonly JobId[]> {
    return [];
  }

  #host(): JobHost {
    const pool = { map: this.#map, close: async () => undefined };
    return {
      log: () => undefined,
      signal: new AbortController().signal,
      slots: 1,
      share: (key, make) => (key.startsWith('workers ') ? (pool as never) : make()),
    };
  }

  readonly #map = async (
    rows: Iterable<IndexedRow>,
    { onOutcome }: PoolMapOptions,
  ): Promise<void> => {
    for (const { index, row } of rows) {
      if (this.#rows++ === this.#plan!.killAfterRows) throw new Killed();
      const x = row['x'] as number;
      if (this.#recorded.has(x)) this.#wasted.push(x);
      const common = { index, startedAt: 0, duration: 0 };
      if (this.#plan!.failing.includes(x)) {
        const error = { name: 'Error', message: `no ${x}`, reason: 'threw' } as const;
        onOutcome({ kind: 'failed', ...common, row, error });
      } else onOutcome({ kind: 'done', ...common, row: { ...row, y: f(x) } });
    }
  };
}
