import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import {
  PsyrunError,
  type EvaluatorAddress,
  type JobWork,
  type ParameterSpace,
} from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import { openJournal, scanJournal, type JournalWriter } from '@psyrun/journal';
import { WorkerPool, type IndexedRow, type RowOutcome } from '@psyrun/mapper';
import { readBatch } from './batch-file.ts';
import { indicesIn, type Range } from './ranges.ts';
import { readRun, spaceOf, type RunDescription } from './run-file.ts';
import { WorkDirectory } from './work-directory.ts';

/** Options of {@link processBatch}. */
export interface ProcessOptions {
  readonly workdir: string;
  /** The generation that the job was made for. */
  readonly generation: number;
  readonly evaluator: EvaluatorAddress;
  readonly poolSize: number;
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
  const attempts = await attemptsIn(directory.journal(job), run.space.hash);
  const journal = await openJournal(directory.journal(job), {
    run: run.created,
    generation: run.generation,
    space: run.space.hash,
    job: `${run.task}:process:${job}`,
    host: hostname(),
    pid: process.pid,
  });
  try {
    await sharedPool(options, context).map(rowsToDo(spaceOf(run), ranges, attempts), {
      procId: job,
      width: options.poolSize,
      exclude: run.excludeFromResult,
      signal: context.signal,
      onOutcome: (outcome) => record(outcome, attempts, journal, context),
      onOutput: context.log,
      onWarning: ({ message }) => context.log(`Warning: ${message}\n`),
    });
  } finally {
    await journal.close();
  }
  return 0;
}

/** The run that a job belongs to; throws `PSYRUN_RUN_SUPERSEDED` if there is a newer one. */
async function currentRun(directory: WorkDirectory, generation: number): Promise<RunDescription> {
  const run = await readRun(directory.run);
  if (run?.generation === generation) return run;
  throw new PsyrunError(
    'PSYRUN_RUN_SUPERSEDED',
    `This job is of generation ${generation} of the run in ${directory.root}; ` +
      `the present one is ${run?.generation ?? 'none'}.`,
    { hint: 'Nothing is lost: the present run does its rows.', fields: { generation } },
  );
}

/** For each row in a journal: 0 when it is done, else the number of failed attempts. */
async function attemptsIn(file: string, space: string): Promise<Map<number, number>> {
  const attempts = new Map<number, number>();
  if (!existsSync(file)) return attempts;
  await scanJournal(file, ({ session, kind, index, attempt }) => {
    if (session['space'] !== space) return;
    if (kind === 'done') attempts.set(index, 0);
    else if (attempts.get(index) !== 0) attempts.set(index, attempt);
  });
  return attempts;
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

function record(
  outcome: RowOutcome,
  attempts: ReadonlyMap<number, number>,
  journal: JournalWriter,
  context: WorkContext,
): void {
  journal.append({ ...outcome, attempt: (attempts.get(outcome.index) ?? 0) + 1 });
  if (outcome.kind === 'failed') {
    const { name, message, stack = `${name}: ${message}` } = outcome.error;
    context.log(`Row ${outcome.index} failed with these parameters:\n`);
    context.log(`${JSON.stringify(outcome.row, printable)}\n${stack}\n`);
  }
  context.rowEnded(outcome.kind);
}

/** JSON has no bigints and no NaN; a log shows them as JavaScript writes them. */
function printable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || Number.isNaN(value) ? String(value) : value;
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
