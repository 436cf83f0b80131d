import { join } from 'node:path';
import {
  isPsyrunError,
  type EvaluatorAddress,
  type JobWork,
  type ParameterSpace,
} from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { nodeFor, WorkerPool, type IndexedRow } from '@psyrun/mapper';
import { indicesIn, type Range } from '@psyrun/pspace/internal';
import { gracePeriod } from './grace-period.ts';
import { attemptsIn } from '../states/attempts.ts';
import { RunRecords } from '../states/run-records.ts';
import { readBatch } from '../directory/batch-file.ts';
import { currentRun, type RunOfJob } from '../directory/current-run.ts';
import { mapWithRetries } from './map-with-retries.ts';
import { rowOutput } from './row-output.ts';
import { RowRecorder } from './row-recorder.ts';
import type { RowSettings } from './row-settings.ts';
import type { RunDescription } from '../directory/run-description.ts';
import { spaceOf } from '../directory/run-file.ts';
import { stoppedEarly } from './stopped-early.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { journalOf, journalsBefore, newWorker } from '../directory/worker-journal.ts';

/** Options of {@link processBatch}. */
export interface ProcessOptions {
  readonly workdir: string;
  /** The run of the job. */
  readonly run: RunOfJob;
  readonly evaluator: EvaluatorAddress;
  readonly poolSize: number;
  readonly rows: RowSettings;
  readonly node: string;
}

/** Returns the work of a job that processes a batch. */
export function processWork(options: ProcessOptions): JobWork {
  return { module: import.meta.url, export: 'processBatch', options };
}

/**
 * Evaluates the rows of batch `context.index` that are not in the journals of this job, and records each
 * when it ends. A failed row is recorded, too, and the job goes on with the next row.
 *
 * When its signal is aborted, it starts no more rows and waits for running rows for the grace period.
 * Resolves to 1 if rows are left then, else to 0.
 */
export async function processBatch(options: ProcessOptions, context: WorkContext): Promise<number> {
  const directory = new WorkDirectory(options.workdir);
  const job = context.index!;
  const run = await currentRun(directory, options.run);
  const { ranges } = await readBatch(directory.batch(job));
  const space = sharedSpace(run, context);
  const records = new RunRecords(space, run.space.hash, {
    runs: [{ run, file: directory.run }],
    lost: [],
  });
  const worker = await newWorker(directory, job);
  const file = journalOf(directory, worker);
  const attempts = await attemptsIn(journalsBefore(directory, worker), records);
  const recorder = await RowRecorder.open({ run, space, job, file, attempts, context });
  const { signal, callOff } = gracePeriod(context.signal);
  const rows = rowsToDo(space, ranges, attempts);
  let areRowsLeft = false;
  const leave = (): void => void (areRowsLeft = true);
  try {
    await mapWithRetries(
      sharedPool(options, context),
      itemsUntilAborted(rows, context.signal, leave),
      {
        ...options.rows,
        procId: job,
        width: options.poolSize,
        exclude: run.excludeFromResult,
        ...(space.floatKeys && { floatKeys: space.floatKeys }),
        signal,
        onOutcome: (outcome, willRetry) => {
          if (!recorder.record(outcome, willRetry)) leave();
        },
        onVersions: (versions) => recorder.evaluatedWith(versions),
        onOutput: rowOutput(context.log),
        onWarning: ({ message }) => context.log(`Warning: ${message}\n`),
      },
    );
  } catch (error) {
    if (!context.signal.aborted || !isPsyrunError(error, 'PSYRUN_ABORTED')) throw error;
    leave();
  } finally {
    callOff();
    await recorder.close();
  }
  if (!areRowsLeft) return 0;
  context.log(stoppedEarly(context.signal.reason, `psy run -c ${run.task}`));
  return 1;
}

function* rowsToDo(
  space: ParameterSpace,
  ranges: readonly Range[],
  attempts: ReadonlyMap<number, number>,
): Generator<IndexedRow> {
  for (const index of indicesIn(ranges)) {
    if (attempts.get(index) !== 0) yield { index, row: space.at(index) };
  }
}

/** Yields items until the signal is aborted. Calls `leave` if items are left then. */
function* itemsUntilAborted<T>(
  items: Iterable<T>,
  signal: AbortSignal,
  leave: () => void,
): Generator<T> {
  for (const item of items) {
    if (signal.aborted) return leave();
    yield item;
  }
}

/** Returns the space of a run. The jobs of this process share it: a listed one takes time to read. */
function sharedSpace(run: RunDescription, { share }: WorkContext): ParameterSpace {
  const key = `space ${run.created} ${run.generation} ${run.space.hash}`;
  return share(key, () => ({ space: spaceOf(run), close: () => Promise.resolve() })).space;
}

/** Returns the worker pool that all jobs of this process share. */
function sharedPool(
  { evaluator, poolSize, node, workdir }: ProcessOptions,
  context: WorkContext,
): WorkerPool {
  const key = `workers ${workdir} ${JSON.stringify(evaluator)}`;
  // Commands make a folder of each row there.
  const env = () => ({ PSYRUN_WORKDIR: join(workdir, 'rows') });
  // Jobs that run side by side in one process share the cores of its machine.
  const size = Math.max(context.slots, poolSize);
  return context.share(
    key,
    () => new WorkerPool({ evaluator, size, env, ...nodeFor(evaluator, node) }),
  );
}
