import { setTimeout as sleep } from 'node:timers/promises';
import { isActive, isStuck, unprovenJobs } from '@psyrun/jobs';
import { IncrementalStates, unfinishedSubmissions, withBatchedStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { EventHandler } from '../events.ts';
import type { RunResult } from '../schemas/run.ts';
import { answerOf } from '../status/answer-of.ts';
import { unfinishedJobs } from '../status/unfinished-jobs.ts';
import { busyWith } from './busy-with.ts';
import { JournalPause } from './journal-pause.ts';
import { QueryPause } from './query-pause.ts';
import { runOutcome } from './run-outcome.ts';

/** Options of `Project.wait`. */
export interface WaitOptions {
  /** Receives what the operation tells while it waits. */
  readonly onEvent?: EventHandler;
  /** Ends the waiting; the jobs go on. */
  readonly signal?: AbortSignal;
}

/**
 * Waits until no job of a task is queued or running and no process works on it, and returns how its run has ended: as
 * `interrupted` if the signal has ended the waiting. A scheduler that does not answer is asked
 * again, ever more seldom, and so is one whose jobs take long.
 *
 * Throws `PSYRUN_JOB_UNPROVEN` if it is not certain here whether the jobs have ended.
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
  const pause = new QueryPause();
  const journals = new JournalPause();
  const jobs = new ToldOnce(onEvent);
  let isSilent = false;
  try {
    while (!signal.aborted) {
      // The error of a scheduler is reported once, not at every poll.
      const active = await areActive(task, isSilent ? () => undefined : jobs.tell);
      if (active === false) return;
      isSilent = active === undefined;
      pause.asked(active !== undefined);
      do {
        const start = performance.now();
        const rows = await states.poll();
        onEvent({ type: 'rows', task: name, rows });
        const ended = rows.done + rows.failed;
        if (ended === rows.total) pause.allRowsEnded();
        const rest = journals.after(performance.now() - start, ended);
        const length = Math.min(rest, pause.left());
        await sleep(length, undefined, { signal }).catch(ignoreAbort(signal));
      } while (pause.left() > 0 && !signal.aborted);
    }
  } finally {
    onEvent({ type: 'rows', task: name, rows: await states.poll() });
    onEvent({ type: 'phase', task: name, phase: 'end' });
  }
}

/** Passes on events, and the state of the jobs only when it has changed. */
class ToldOnce {
  #last = '[]';
  readonly tell: EventHandler;

  constructor(onEvent: EventHandler) {
    this.tell = (event) => {
      if (event.type === 'jobs') {
        const text = JSON.stringify(event.jobs);
        if (text === this.#last) return;
        this.#last = text;
      }
      onEvent(event);
    };
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
    const unfinished = await unfinishedSubmissions(now!);
    const by = await busyWith(task, unfinished.filter(isActive));
    return { unfinished, by, jobs: await unfinishedJobs(now!) };
  });
  if (asked.noAnswer !== undefined) {
    onEvent({ type: 'silent-scheduler', task: name, ...asked.noAnswer });
    return undefined;
  }
  const { unfinished, by, jobs } = asked.answer;
  const stuck = unfinished.filter(isStuck);
  const unproven = unprovenJobs(name, task.workdir, by?.jobs ?? []);
  if (unproven !== undefined) throw unproven;
  for (const { name: job, status } of stuck) {
    const { reason = 'unknown', advice } = status ?? {};
    onEvent({
      type: 'stuck-job',
      task: name,
      job,
      reason,
      ...(advice !== undefined && { advice }),
    });
  }
  onEvent({ type: 'jobs', task: name, jobs });
  if (by === undefined) return false;
  const isHopeless = stuck.length > 0 && by.jobs.every(({ status }) => status?.state === 'waiting');
  return by.holder !== undefined || !isHopeless;
}

function ignoreAbort(signal: AbortSignal) {
  return (error: unknown): void => {
    if (!signal.aborted) throw error;
  };
}
