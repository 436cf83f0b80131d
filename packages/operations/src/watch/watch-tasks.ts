import { setTimeout as sleep } from 'node:timers/promises';
import { withBatchedStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { QueryPause } from '../run/query-pause.ts';
import { answerOf } from '../status/answer-of.ts';
import { seemsActive } from '../status/seems-active.ts';
import { unfinishedJobs } from '../status/unfinished-jobs.ts';
import type { WatchResult } from '../schemas/status.ts';
import { WatchedTask, type KnownJobs } from './watched-task.ts';

/** Milliseconds between two looks at the journals: at least, and at most. */
const SHORTEST = 1000;
const LONGEST = 30_000;
/** The time between two looks, in times of the last one: a busy file system is read less. */
const REST = 9;

/** Options of {@link watchTasks}. */
export interface WatchOptions {
  /** Receives the states of all tasks at each look. */
  readonly onLook: (tasks: readonly WatchResult[]) => void;
  /** Ends the watching. The jobs go on. */
  readonly signal?: AbortSignal;
}

/**
 * Looks at tasks about every second until nothing works on any of them. A look reads only what is new in
 * the journals. Schedulers are asked for all tasks at once, and ever more seldom, at last once a minute.
 */
export async function watchTasks(
  tasks: readonly LoadedTask[],
  { onLook, signal = new AbortController().signal }: WatchOptions,
): Promise<void> {
  const watched = tasks.map((task) => new WatchedTask(task));
  const pause = new QueryPause();
  let jobs: readonly KnownJobs[] = [];
  while (!signal.aborted) {
    const start = performance.now();
    if (pause.left() === 0) {
      jobs = await askAll(tasks);
      pause.asked(jobs.every(({ noAnswer }) => noAnswer === undefined));
    }
    const looks: WatchResult[] = [];
    for (const [i, task] of watched.entries()) looks.push(await task.look(jobs[i]!));
    onLook(looks);
    if (looks.every(({ working }) => !working)) return;
    if (looks.every(({ done, failed, total }) => done + failed === total)) pause.allRowsEnded();
    const rest = Math.max(SHORTEST, Math.min(LONGEST, REST * (performance.now() - start)));
    await sleep(rest, undefined, { signal }).catch(() => undefined);
  }
}

/** Asks for the jobs of all tasks. Their questions to one scheduler are one. */
async function askAll(tasks: readonly LoadedTask[]): Promise<KnownJobs[]> {
  return Promise.all(
    withBatchedStatus(tasks).map(async (task) => {
      if (!(await seemsActive(task))) return { working: false, jobs: [] };
      const asked = await answerOf(async () => unfinishedJobs(task));
      if (asked.noAnswer !== undefined)
        return { working: true, jobs: [], noAnswer: asked.noAnswer };
      const { immediate } = task.scheduler.capabilities;
      return { working: immediate || asked.answer.length > 0, jobs: asked.answer };
    }),
  );
}
