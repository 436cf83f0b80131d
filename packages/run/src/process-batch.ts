import type { EvaluatorAddress, JobWork, ParameterSpace } from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { WorkerPool, type IndexedRow } from '@psyrun/mapper';
import { attemptsIn } from './attempts.ts';
import { readBatch } from './batch-file.ts';
import { currentRun } from './current-run.ts';
import { indicesIn, type Range } from './ranges.ts';
import { mapWithRetries } from './map-with-retries.ts';
import { RowRecorder } from './row-recorder.ts';
import type { RowSettings } from './row-settings.ts';
import { spaceOf } from './run-file.ts';
import { WorkDirectory } from './work-directory.ts';

/** Options of {@link processBatch}. */
export interface ProcessOptions {
  readonly workdir: string;
  /** The generation that the job was made for. */
  readonly generation: number;
  readonly evaluator: EvaluatorAddress;
  readonly poolSize: number;
  readonly rows: RowSettings;
  readonly node: string;
}

/** The work of a job that processes a batch. */
export function processWork(options: ProcessOptions): JobWork {
  return { module: import.meta.url, export: 'processBatch', options };
}

/**
 * Evaluates the rows of batch `context.index` that its journal does not hold yet, and records
 * each as it ends. A failing row is recorded like any other; the job goes on with the next.
 */
export async function processBatch(options: ProcessOptions, context: WorkContext): Promise<number> {
  const directory = new WorkDirectory(options.workdir);
  const job = context.index!;
  const run = await currentRun(directory, options.generation);
  const { ranges } = await readBatch(directory.batch(job));
  const file = directory.journal(job);
  const attempts = await attemptsIn([file], run.space.hash);
  const recorder = await RowRecorder.open({ run, job, file, attempts, context });
  try {
    await mapWithRetries(sharedPool(options, context), rowsToDo(spaceOf(run), ranges, attempts), {
      ...options.rows,
      procId: job,
      width: options.poolSize,
      exclude: run.excludeFromResult,
      signal: context.signal,
      onOutcome: (outcome, willRetry) => recorder.record(outcome, willRetry),
      onOutput: context.log,
      onWarning: ({ message }) => context.log(`Warning: ${message}\n`),
    });
  } finally {
    await recorder.close();
  }
  return 0;
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

/** The worker processes, which stay warm for the next job of this process. */
function sharedPool(
  { evaluator, poolSize, node }: ProcessOptions,
  context: WorkContext,
): WorkerPool {
  const key = `workers ${JSON.stringify(evaluator)}`;
  return context.share(
    key,
    () => new WorkerPool({ evaluator, size: context.slots * poolSize, node }),
  );
}
