import { setTimeout as sleep } from 'node:timers/promises';
import { PsyrunError } from '@psyrun/core';
import { unprovenJobs, type AskedEntry } from '@psyrun/jobs';
import { activeSubmissions, withBatchedStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { EventHandler } from '../events.ts';

/** Milliseconds between two queries, and most milliseconds to wait for the end of jobs. */
const PAUSE = 2000;
const WAIT = 180_000;

/** Options of {@link jobsInTheWay}. */
export interface InTheWayOptions {
  readonly onEvent: EventHandler;
  readonly signal: AbortSignal;
}

/**
 * Resolves to the jobs of a task that are queued or running, so that no new ones may be submitted.
 * Waits for the end of jobs that the scheduler is ending, for example after `psy kill`.
 *
 * Throws `PSYRUN_JOB_UNPROVEN` if jobs may be active elsewhere, and `PSYRUN_RUN_ACTIVE` if jobs do not
 * end.
 */
export async function jobsInTheWay(
  task: LoadedTask,
  { onEvent, signal }: InTheWayOptions,
): Promise<readonly AskedEntry[]> {
  let active = await certainlyActive(task);
  if (active.length > 0 && active.every(isEnding)) {
    onEvent({ type: 'note', task: task.name, message: waitingFor(active) });
  }
  const deadline = performance.now() + WAIT;
  while (active.length > 0 && active.every(isEnding) && !signal.aborted) {
    if (performance.now() > deadline) throw notEnded(task, active);
    await sleep(PAUSE, undefined, { signal }).catch(ignoreAbort(signal));
    // The task's own answer is kept for longer.
    const [now] = withBatchedStatus([task]);
    active = await certainlyActive(now!);
  }
  return signal.aborted ? [] : active;
}

/** Resolves to the active jobs. Throws `PSYRUN_JOB_UNPROVEN` if it is not certain for some. */
export async function certainlyActive(task: LoadedTask): Promise<readonly AskedEntry[]> {
  const active = await activeSubmissions(task);
  const unproven = unprovenJobs(task.name, task.workdir, active);
  if (unproven !== undefined) throw unproven;
  return active;
}

/** True if the scheduler has ended the job, and its processes may still run. */
export function isEnding({ status }: AskedEntry): boolean {
  return status?.ending === true;
}

function waitingFor(active: readonly AskedEntry[]): string {
  return `Waiting until the jobs that are being ended are gone: ${namesOf(active)}.`;
}

function namesOf(active: readonly AskedEntry[]): string {
  return active.map(({ name, job }) => `${name} (${job})`).join(', ');
}

function notEnded({ name }: LoadedTask, active: readonly AskedEntry[]): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RUN_ACTIVE',
    `The scheduler has not ended jobs of task '${name}' for ${WAIT / 1000} s: ${namesOf(active)}.`,
    { hint: 'Use psy run again later. A node may hang; its administrators can tell.', fields: {} },
  );
}

function ignoreAbort(signal: AbortSignal) {
  return (error: unknown): void => {
    if (!signal.aborted) throw error;
  };
}
