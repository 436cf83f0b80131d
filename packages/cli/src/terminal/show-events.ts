import type { EventHandler, JobEvent, OperationEvent, UnfinishedJob } from '@psyrun/operations';
import { unfinishedJobLines } from '../tables/unfinished-job-lines.ts';
import { WARNING, type Console } from './console.ts';
import { counted } from './counted.ts';
import { isInArray } from './print-plan.ts';
import { Progress, type Phase } from './progress.ts';

/** Options of {@link showEvents}. */
export interface ShowOptions {
  /** Shows no progress of rows. */
  readonly quiet: boolean;
  /** Prints a line for each job of an array. */
  readonly verbose: boolean;
  /** Prints the line of a job. */
  readonly printJob: (line: string) => void;
}

/** Returns a handler that prints the events of runs, and shows how many rows have ended. */
export function showEvents(
  console: Console,
  { quiet, verbose, printJob }: ShowOptions,
): EventHandler {
  let progress: Progress | undefined;
  return (event) => {
    switch (event.type) {
      case 'phase':
        progress?.stop();
        progress =
          event.rows === undefined || quiet
            ? undefined
            : new Progress(console, event.rows.total, event.rows.done);
        return;
      case 'row':
        return progress?.rowEnded(event.outcome);
      case 'rows':
        return progress?.update(event.rows);
      case 'jobs':
        // Jobs that run are seen by their rows.
        for (const line of unfinishedJobLines(event.jobs.filter(isNotRunning))) console.error(line);
        return;
      case 'job':
        if (verbose || !isInArray(event.job)) printJob(jobLine(event, verbose));
        if (event.submitted) progress?.enter(phaseOf(event.job));
        return;
      default:
        return tell(event, console);
    }
  };
}

/** Returns the line of a job: of an array with its size, unless a line for each of its jobs follows. */
function jobLine({ job, submitted, array }: JobEvent, verbose: boolean): string {
  const name = `${submitted ? '.' : '-'} ${job}`;
  if (array === undefined || verbose) return name;
  return `${name}: ${counted(array.jobs, 'job')}, ${counted(array.rows, 'row')}`;
}

/** Returns what happens while a job runs in this process. */
function phaseOf(job: string): Phase {
  if (/:(split|pspace)$/.test(job)) return 'splitting';
  return /:(merge|finalize)$/.test(job) ? 'merging' : 'running';
}

function isNotRunning({ state, stuck }: UnfinishedJob): boolean {
  // Jobs that wait for others begin in their turn; a warning tells of stuck ones.
  return state !== 'running' && state !== 'waiting' && stuck !== true;
}

type Told = Extract<
  OperationEvent,
  { type: 'note' | 'warning' | 'stuck-job' | 'silent-scheduler' }
>;

function tell(event: Told, console: Console): void {
  if (event.type === 'note') return console.error(event.message);
  console.error(event.type === 'stuck-job' ? stuckText(event) : event.message, WARNING);
}

function stuckText({ task, job, reason, advice }: Extract<Told, { type: 'stuck-job' }>): string {
  const first = advice ?? 'Correct schedulerArgs.';
  return `${job} can never start: ${reason}. ${first} Then use psy kill ${task} and psy run -c ${task}.`;
}
