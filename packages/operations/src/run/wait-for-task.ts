import { setTimeout as sleep } from 'node:timers/promises';
import {
  activeSubmissions,
  withBatchedStatus,
  IncrementalStates,
  stuckSubmissions,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { coloured, type Console } from './terminal/console.ts';
import { Progress } from './terminal/progress.ts';
import { unlessSilent } from './errors/unless-silent.ts';

/** Milliseconds between two looks: at least, at most, and at most while nobody answers. */
const SHORTEST = 1000;
const LONGEST = 30_000;
const LONGEST_WITHOUT_ANSWER = 300_000;
/** The time between two looks, in times of the last one: a busy system is asked less. */
const REST = 9;

/** Options of {@link waitForJobs}. */
export interface WaitOptions {
  readonly console: Console;
  readonly quiet: boolean;
  /** Ends the waiting; the jobs go on. */
  readonly signal: AbortSignal;
}

/**
 * Resolves when no job of the task is queued or running, and shows how many rows have ended until
 * then. A scheduler that does not answer is asked again, ever more seldom.
 */
export async function waitForJobs(
  task: LoadedTask,
  { console, quiet, signal }: WaitOptions,
): Promise<void> {
  const rows = new IncrementalStates(task);
  const { total, done } = await rows.poll();
  const progress = quiet ? undefined : new Progress(console, total, done);
  const mute: Console = { ...console, error: () => undefined };
  let isSilent = false;
  let pause = SHORTEST;
  try {
    while (!signal.aborted) {
      const start = performance.now();
      // What is wrong with a scheduler is said once, not at every look.
      const active = await areActive(task, isSilent ? mute : console);
      if (active === false) return;
      isSilent = active === undefined;
      progress?.update(await rows.poll());
      const rest = Math.min(REST * (performance.now() - start), LONGEST);
      pause = active ? Math.max(rest, SHORTEST) : Math.min(2 * pause, LONGEST_WITHOUT_ANSWER);
      await sleep(pause, undefined, { signal }).catch(unlessAborted(signal));
    }
  } finally {
    progress?.update(await rows.poll());
    progress?.stop();
  }
}

/**
 * Whether jobs are queued or running, not just for ones that can never start; undefined if the
 * scheduler does not answer.
 */
async function areActive(task: LoadedTask, console: Console): Promise<boolean | undefined> {
  let active: boolean | undefined;
  await unlessSilent(console, async () => {
    const [now] = withBatchedStatus([task]);
    const submissions = await activeSubmissions(now!);
    const stuck = await stuckSubmissions(now!);
    for (const { name, status } of stuck) warnStuck(task, name, status?.reason, console);
    const isHopeless =
      stuck.length > 0 && submissions.every(({ status }) => status?.state === 'waiting');
    active = submissions.length > 0 && !isHopeless;
  });
  return active;
}

function warnStuck({ name }: LoadedTask, job: string, reason = 'unknown', console: Console): void {
  const what = `${job} can never start: ${reason}.`;
  const todo = `Correct schedulerArgs, then use psy kill ${name} and psy run -c ${name}.`;
  console.error(`${coloured('yellow', 'Warning:')} ${what} ${todo}`);
}

function unlessAborted(signal: AbortSignal) {
  return (error: unknown): void => {
    if (!signal.aborted) throw error;
  };
}
