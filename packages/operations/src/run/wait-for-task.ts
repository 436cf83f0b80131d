import { setTimeout as sleep } from 'node:timers/promises';
import { IncrementalStates, stuckSubmissions, withBatchedStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { EventHandler } from '../events.ts';
import type { RunResult } from '../schemas/run.ts';
import { answerOf } from '../status/answer-of.ts';
import { busyWith } from './busy-with.ts';
import { runOutcome } from './run-outcome.ts';

/** Milliseconds between two polls: at least, at most, and at most while nobody answers. */
const SHORTEST = 1000;
const LONGEST = 30_000;
const LONGEST_WITHOUT_ANSWER = 300_000;
/** The time between two polls, in times of the last one: a busy system is asked less. */
const REST = 9;

/** Options of `Project.wait`. */
export interface WaitOptions {
  /** Receives what the operation tells while it waits. */
  readonly onEvent?: EventHandler;
  /** Ends the waiting; the jobs go on. */
  readonly signal?: AbortSignal;
}

/**
 * Waits until no job of a task is queued or running and no process works on it, and returns how its
 * run has ended: as `interrupted` if the signal has ended the waiting. A scheduler that does not
 * answer is asked again, ever more seldom.
 */
export async function waitForTask(
  task: LoadedTask,
  { onEvent = () => undefined, signal = new AbortController().signal }: WaitOptions = {},
): Promise<RunResult> {
  await waitForJobs(task, onEvent, signal);
  const [now] = withBatchedStatus([task]);
  return runOutcome(now!, signal.aborted);
}

async function waitForJobs(
  task: LoadedTask,
  onEvent: EventHandler,
  signal: AbortSignal,
): Promise<void> {
  const { name } = task;
  const states = new IncrementalStates(task);
  onEvent({ type: 'phase', task: name, phase: 'wait', rows: await states.poll() });
  let isSilent = false;
  let pause = SHORTEST;
  try {
    while (!signal.aborted) {
      const start = performance.now();
      // The error of a scheduler is reported once, not at every poll.
      const active = await areActive(task, isSilent ? () => undefined : onEvent);
      if (active === false) return;
      isSilent = active === undefined;
      onEvent({ type: 'rows', task: name, rows: await states.poll() });
      const rest = Math.min(REST * (performance.now() - start), LONGEST);
      pause = active ? Math.max(rest, SHORTEST) : Math.min(2 * pause, LONGEST_WITHOUT_ANSWER);
      await sleep(pause, undefined, { signal }).catch(ignoreAbort(signal));
    }
  } finally {
    onEvent({ type: 'rows', task: name, rows: await states.poll() });
    onEvent({ type: 'phase', task: name, phase: 'end' });
  }
}

/**
 * True if another process works on the task, or jobs are queued or running, and not only ones that wait
 * for others that can never start; undefined if the scheduler does not answer.
 */
async function areActive(task: LoadedTask, onEvent: EventHandler): Promise<boolean | undefined> {
  const { name } = task;
  const asked = await answerOf(async () => {
    const [now] = withBatchedStatus([task]);
    return { by: await busyWith(now!), stuck: await stuckSubmissions(now!) };
  });
  if (asked.noAnswer !== undefined) {
    onEvent({ type: 'silent-scheduler', task: name, ...asked.noAnswer });
    return undefined;
  }
  const { by, stuck } = asked.answer;
  for (const { name: job, status } of stuck) {
    onEvent({ type: 'stuck-job', task: name, job, reason: status?.reason ?? 'unknown' });
  }
  if (by === undefined) return false;
  const isHopeless = stuck.length > 0 && by.jobs.every(({ status }) => status?.state === 'waiting');
  return by.holder !== undefined || !isHopeless;
}

function ignoreAbort(signal: AbortSignal) {
  return (error: unknown): void => {
    if (!signal.aborted) throw error;
  };
}
