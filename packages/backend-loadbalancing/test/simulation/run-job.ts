import { QueueWorker, type Ending } from '../../src/worker/queue-worker.ts';
import { Queue } from '../../src/queue/queue.ts';
import { Watch } from '../../src/watch/watch.ts';
import { SimulatedJournal } from './simulated-journal.ts';
import { SimulatedBoard, SimulatedProcess, type World } from './world.ts';

/** The common settings of the jobs of a simulation. */
export interface SimulatedJobs {
  readonly world: World;
  readonly jobs: number;
  readonly lanes: number;
  /** True if processes can see whether another one has ended, without waiting for its lease. */
  readonly sameMachine: boolean;
  /** True if a scheduler knows whether the process of a job runs. */
  readonly scheduler?: boolean;
  /** Milliseconds that a row takes. */
  readonly durationOf: (row: number) => number;
  /**
   * Milliseconds from the end of a row to its record in the journal, unless the journal is flushed
   * earlier.
   */
  readonly writeAfter?: number;
  readonly onPost: (name: string) => void;
  /** Returns a signal that asks a job to stop. */
  readonly stop?: (job: number) => AbortSignal;
  /** Milliseconds that a job takes to flush its journal. */
  readonly flushTakes?: (job: number) => number;
  readonly endTime?: number;
}

export const BEAT = 100;
export const LEASE = 1000;

/** Runs a job as `workQueue` does, but in a simulated process. */
export async function runJob(
  job: number,
  process: SimulatedProcess,
  options: SimulatedJobs,
): Promise<Ending> {
  for (;;) {
    const ending = await workOnce(job, process, options);
    if (ending !== 'taken over' && ending !== 'called back') return ending;
  }
}

async function workOnce(job: number, process: SimulatedProcess, options: SimulatedJobs) {
  const { world, jobs, lanes, sameMachine, scheduler, durationOf, onPost, stop, endTime } = options;
  const worker = newWorker(job, world);
  const timing = {
    beat: BEAT,
    lease: LEASE,
    now: () => world.time.now,
    sleep: (milliseconds: number, signal?: AbortSignal) =>
      waitOrAbort(process.wait(milliseconds), signal),
  };
  const board = new SimulatedBoard(process, { onPost, markLag: BEAT });
  const recordedBy = async (other: string) => {
    await process.wait(world.random());
    return new Set(world.journals.get(other));
  };
  const stateOf = (owner: object) => {
    if (!sameMachine) return 'unknown';
    return processes[(owner as { process: number }).process]!.hasEnded ? 'ended' : 'runs';
  };
  const journal = new SimulatedJournal(process, world.journals.get(worker)!, options.writeAfter);
  const processes = processesOf(world);
  world.processes.set(job, process);
  const jobStateOf = (other: number) => {
    if (scheduler !== true) return 'unknown';
    return world.processes.get(other)!.hasEnded ? 'ended' : 'runs';
  };
  return new QueueWorker({
    queue: new Queue({ board, worker, rows: world.rows, recordedBy, timing }),
    watch: new Watch({ board, timing, stateOf, jobStateOf }),
    timing,
    owner: { process: processes.indexOf(process) },
    lanes,
    allLanes: jobs * lanes,
    timeLeft: () => (endTime ?? Infinity) - world.time.now,
    stop: stop?.(job) ?? new AbortController().signal,
    evaluate: async (_lane, rows, onRecorded) => {
      for (const row of rows) {
        await process.wait(durationOf(row));
        world.evaluations++;
        journal.record(row);
        onRecorded(durationOf(row));
      }
    },
    flush: () => journal.flush(options.flushTakes?.(job) ?? 20 * world.random()),
  }).run();
}

function newWorker(job: number, { journals }: World): string {
  let worker = String(job);
  for (let count = 1; journals.has(worker); count++) worker = `${job}.${count}`;
  journals.set(worker, new Set());
  return worker;
}

const known = new WeakMap<World, SimulatedProcess[]>();

function processesOf(world: World): SimulatedProcess[] {
  if (!known.has(world)) known.set(world, []);
  return known.get(world)!;
}

/** Returns a new process of the world. */
export function newProcess(world: World): SimulatedProcess {
  const process = new SimulatedProcess(world);
  processesOf(world).push(process);
  return process;
}

/** Waits as the process does, or until the signal is aborted. */
async function waitOrAbort(waiting: Promise<void>, signal?: AbortSignal): Promise<void> {
  if (signal === undefined) return waiting;
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const wake = (): void => {
      signal.removeEventListener('abort', wake);
      resolve();
    };
    signal.addEventListener('abort', wake);
    void waiting.then(wake);
  });
}
