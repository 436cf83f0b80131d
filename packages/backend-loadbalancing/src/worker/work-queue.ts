import {
  isPsyrunError,
  type EvaluatorAddress,
  type JobWork,
  type ParameterSpace,
  type PluginAddress,
} from '@psyrun/core';
import { thisProcess } from '@psyrun/files';
import type { WorkContext } from '@psyrun/jobs';
import { scanJournal } from '@psyrun/journal';
import {
  gracePeriod,
  currentRun,
  journalOf,
  newWorker,
  RowRecorder,
  spaceOf,
  stoppedEarly,
  WorkDirectory,
  type RowSettings,
  type RunDescription,
  type RunOfJob,
} from '@psyrun/run';
import { endTime } from '../watch/end-time.ts';
import { FolderBoard } from '../board/folder-board.ts';
import { JobStatusCache } from '../watch/job-status-cache.ts';
import { processState } from '../watch/process-state.ts';
import { QueueJobs } from '../watch/queue-jobs.ts';
import { folderOf, readQueue, type QueueDescription } from '../queue/queue-file.ts';
import { QueueWorker, type Ending } from './queue-worker.ts';
import { Queue } from '../queue/queue.ts';
import { RowLanes } from './row-lanes.ts';
import { MACHINE_TIME } from '../board/timing.ts';
import { Watch } from '../watch/watch.ts';

/** Options of {@link workQueue}. */
export interface WorkQueueOptions {
  readonly workdir: string;
  /** The run when the job was made. */
  readonly run: RunOfJob;
  readonly evaluator: EvaluatorAddress;
  /** Number of worker processes of a job. */
  readonly poolSize: number;
  /** Number of jobs that can be expected to run at the same time. */
  readonly jobs: number;
  readonly rows?: RowSettings;
  readonly node: string;
  /** The scheduler, if other jobs' states can be queried. */
  readonly scheduler?: PluginAddress;
}

/** Returns the work of a job that takes rows from the queue. */
export function workQueueWork(options: WorkQueueOptions): JobWork {
  return { module: import.meta.url, export: 'workQueue', options };
}

/**
 * Evaluates rows of the queue until none is left for it. It starts again as a new worker if others
 * took it for dead, or if it is needed once more. Resolves to 1 if it stopped while rows were left,
 * else to 0.
 */
export async function workQueue(options: WorkQueueOptions, context: WorkContext): Promise<number> {
  const directory = new WorkDirectory(options.workdir);
  const run = await currentRun(directory, options.run);
  const queue = await readQueue(directory);
  const news = newsOf(options, directory, run, context);
  for (;;) {
    const ending = await workOnce({ ...options, directory, run, queue, news }, context);
    if (ending === 'drained') return 0;
    if (ending === 'stopped' || ending === 'out of time') {
      const reason: unknown = ending === 'stopped' ? context.signal.reason : ending;
      context.log(stoppedEarly(reason, `psy run -c ${run.task}`));
      return 1;
    }
    if (ending === 'taken over') context.log('Other workers took this worker for dead.\n');
  }
}

/** The input of one worker of a job. */
interface Working extends WorkQueueOptions {
  readonly directory: WorkDirectory;
  readonly run: RunDescription;
  readonly queue: QueueDescription;
  readonly news: JobStatusCache | undefined;
}

async function workOnce(working: Working, context: WorkContext): Promise<Ending> {
  const { directory, run, queue, poolSize, jobs } = working;
  const job = context.index!;
  const worker = await newWorker(directory, job);
  const file = journalOf(directory, worker);
  const attempts = new Map(queue.attempts);
  const space = spaceOf(run);
  const recorder = await RowRecorder.open({ run, space, job, file, attempts, context });
  const { signal, callOff } = gracePeriod(context.signal);
  const lanes = lanesOf({ ...working, space }, context, signal, recorder);
  const end = endTime(process.env);
  try {
    return await new QueueWorker({
      ...createWorkerDeps(working, worker),
      owner: thisProcess(),
      lanes: poolSize,
      allLanes: poolSize * jobs,
      timeLeft: () => end - Date.now(),
      stop: context.signal,
      evaluate: (lane, rows, onRecorded) =>
        lanes.evaluate(lane, rows, (outcome, willRetry) => {
          recorder.record(outcome, willRetry);
          if (!willRetry) onRecorded(outcome.duration);
        }),
      flush: () => recorder.flush(),
    }).run();
  } catch (error) {
    if (context.signal.aborted && isPsyrunError(error, 'PSYRUN_ABORTED')) return 'stopped';
    throw error;
  } finally {
    callOff();
    await recorder.close();
  }
}

function createWorkerDeps({ directory, queue: description, news }: Working, worker: string) {
  const timing = MACHINE_TIME;
  const board = new FolderBoard(folderOf(directory, description));
  const recordedBy = (other: string) => recordedIn(journalOf(directory, other));
  const queue = new Queue({ board, worker, rows: description.rows, recordedBy, timing });
  const jobStateOf = (job: number) => news?.stateOf(job) ?? 'unknown';
  return { queue, watch: new Watch({ board, timing, stateOf: processState, jobStateOf }), timing };
}

function newsOf(
  { scheduler }: WorkQueueOptions,
  directory: WorkDirectory,
  { task }: RunDescription,
  context: WorkContext,
): JobStatusCache | undefined {
  if (scheduler === undefined) return undefined;
  const key = `jobs of ${directory.root}`;
  const jobs = context.share(key, () => new QueueJobs(directory, task, scheduler));
  return new JobStatusCache({
    ask: () => jobs.states(),
    now: () => MACHINE_TIME.now(),
    onError: (error) =>
      context.log(`Warning: The states of other jobs are unknown: ${String(error)}\n`),
  });
}

function lanesOf(
  working: Working & { readonly space: ParameterSpace },
  context: WorkContext,
  signal: AbortSignal,
  recorder: RowRecorder,
) {
  const { run, space, evaluator, node, rows: settings } = working;
  const exclude = run.excludeFromResult;
  const rowAt = (index: number) => space.at(index);
  const { floatKeys = [] } = space;
  const onVersions = recorder.evaluatedWith.bind(recorder);
  const rows = { exclude, floatKeys, rowAt, onVersions };
  const options = { evaluator, node, ...rows, context, signal };
  return new RowLanes(settings === undefined ? options : { ...options, settings });
}

async function recordedIn(journal: string): Promise<ReadonlySet<number>> {
  const recorded = new Set<number>();
  await scanJournal(journal, ({ index }) => recorded.add(index));
  return recorded;
}
