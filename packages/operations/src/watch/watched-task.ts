import { hashSpace } from '@psyrun/pspace';
import { IncrementalStates, soundRun, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { UnfinishedJob } from '../status/unfinished-jobs.ts';
import type { WatchResult } from '../schemas/status.ts';
import { indexInRun } from '../rows/index-in-run.ts';
import { idlePace, paceData, paceOf, rowsToCome } from '../status/pace.ts';
import { RowTimes } from '../status/row-times.ts';
import { RecentRecords } from './recent-records.ts';

/** The present knowledge of the jobs of a task. */
export interface KnownJobs {
  readonly working: boolean;
  readonly jobs: readonly UnfinishedJob[];
  readonly noAnswer?: { readonly code: string; readonly message: string };
}

/** The rows of one task that is watched. Each look reads what is new in its journals. */
export class WatchedTask {
  readonly #task: LoadedTask;
  readonly #states: IncrementalStates;
  #times: RowTimes;
  #recent = new RecentRecords();
  /** Finds the index of a row in the run, which commands take. */
  #inRun: ((row: number) => number | undefined) | undefined;

  constructor(task: LoadedTask) {
    this.#task = task;
    this.#times = new RowTimes();
    this.#states = new IncrementalStates(task, () => {
      this.#times = new RowTimes();
      this.#recent = new RecentRecords();
      this.#inRun = undefined;
      return (record) => {
        this.#times.note(record);
        this.#recent.note(record);
      };
    });
  }

  /** Returns the state of the task now. */
  async look({ working, jobs, noAnswer }: KnownJobs): Promise<WatchResult> {
    const { name: task, pspace: space } = this.#task;
    const states = await this.#states.pollStates();
    const rows = states.counts();
    const left = rowsToCome(space, states, this.#times);
    const inRun = (this.#inRun ??= await this.#finder());
    const now = Date.now();
    const pace = working ? paceOf(this.#times, left, now / 1000) : idlePace(this.#times);
    const over = jobs.filter(({ state }) => state === 'running').map(({ name }) => name);
    const isRunning = (job: string): boolean =>
      left.ranges.length > 0 && (over.length === 0 || over.some((name) => job.startsWith(name)));
    return {
      task,
      time: new Date(now).toISOString(),
      ...rows,
      working,
      pace: paceData(pace),
      jobs: [...jobs],
      ...(noAnswer !== undefined && { noAnswer }),
      quiet: working ? withRowsOfRun(this.#recent.quiet(isRunning), inRun) : [],
      failures: withRowsOfRun(this.#recent.failures, inRun),
    };
  }

  async #finder(): Promise<(row: number) => number | undefined> {
    const run = await soundRun(new WorkDirectory(this.#task.workdir));
    const hasSpaceOfRun = run?.space.hash === hashSpace(this.#task.pspace);
    return indexInRun(this.#task, { run, hasSpaceOfRun });
  }
}

/** Gives rows the indices that they have in the run. Those that it does not have are left out. */
function withRowsOfRun<T extends { readonly row: number }>(
  found: readonly T[],
  inRun: (row: number) => number | undefined,
): T[] {
  return found.flatMap((one) => {
    const row = inRun(one.row);
    return row === undefined ? [] : [{ ...one, row }];
  });
}
