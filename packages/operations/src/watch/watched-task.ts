import { IncrementalStates } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { UnfinishedJob } from '../status/unfinished-jobs.ts';
import type { WatchResult } from '../schemas/status.ts';
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

  constructor(task: LoadedTask) {
    this.#task = task;
    this.#times = new RowTimes(task.pspace.length);
    this.#states = new IncrementalStates(task, () => {
      this.#times = new RowTimes(task.pspace.length);
      this.#recent = new RecentRecords();
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
    const now = Date.now();
    const pace = working ? paceOf(this.#times, left, now / 1000) : idlePace(this.#times);
    const over = jobs.filter(({ state }) => state === 'running').map(({ name }) => name);
    const isRunning = (job: string): boolean =>
      left.count > 0 && (over.length === 0 || over.some((name) => job.startsWith(name)));
    return {
      task,
      time: new Date(now).toISOString(),
      ...rows,
      working,
      pace: paceData(pace),
      jobs: [...jobs],
      ...(noAnswer !== undefined && { noAnswer }),
      quiet: working ? this.#recent.quiet(isRunning) : [],
      failures: this.#recent.failures,
    };
  }
}
