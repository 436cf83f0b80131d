import { existsSync } from 'node:fs';
import type { ParameterSpace } from '@psyrun/core';
import { hashSpace } from '@psyrun/pspace';
import {
  activeMarks,
  activeRows,
  allChangesSince,
  checkResult,
  fingerprintOf,
  readRecords,
  RecordedRows,
  ROW_DONE,
  ROW_FAILED,
  ROW_QUEUED,
  ROW_RUNNING,
  type ReadRecords,
  type RunRecord,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { RowsResult } from '../schemas/rows.ts';
import { answerOf } from '../status/answer-of.ts';

/** The rows of the run of a task, with what jobs do to them. */
export interface ListedRun {
  readonly space: ParameterSpace;
  readonly recorded: RecordedRows;
  /** The keys of parameters and results, in the order of their first row. */
  readonly keys: readonly string[];
  readonly stateOf: (row: number) => RowsResult['state'];
  /** Sentences on what the listing cannot tell. */
  readonly problems: readonly string[];
  /** The changes of the task since the run began, as sentences. */
  readonly changes: readonly string[];
  /** The reason why the scheduler did not answer. */
  readonly noAnswer?: { readonly code: string; readonly message: string };
}

/**
 * Reads the rows of the run of a task from its journals. The scheduler is asked if rows are left, unless the space
 * has changed since the run.
 *
 * @param of the space whose rows are listed; that of the run if it is left out
 */
export async function listedRun(task: LoadedTask, of?: ParameterSpace): Promise<ListedRun> {
  const keys = new Set<string>();
  let recorded: RecordedRows | undefined;
  const begin: Parameters<typeof readRecords>[1] = (_, states, present) => {
    const rows = (recorded = new RecordedRows(states, present));
    return (record, file) => {
      if (rows.note(record, file) && record.kind === 'done') addKeys(keys, record);
    };
  };
  const read = await readRecords(task, begin, of);
  const { run, space } = read;
  const isOfRun = of === undefined || run === undefined || hashSpace(of) === run.space.hash;
  const lost = isOfRun ? await certifiedWithoutRecords(task, read) : undefined;
  const isAsked = isOfRun && lost === undefined;
  const left = isAsked ? await marksOf(task, read, recorded!) : { marks: undefined };
  const changes = run === undefined ? [] : allChangesSince(run, task, await fingerprintOf(task));
  const { marks, problem, noAnswer } = { problem: lost, noAnswer: undefined, ...left };
  return {
    space,
    recorded: recorded!,
    keys: [...new Set([...space.keys, ...keys])],
    stateOf: (row) => (lost === undefined ? stateOf(row, read, marks) : 'done'),
    problems: [...read.problems, ...(problem === undefined ? [] : [problem])],
    changes,
    ...(noAnswer !== undefined && { noAnswer }),
  };
}

function addKeys(keys: Set<string>, { read }: RunRecord): void {
  const { row } = read();
  for (const key in row) keys.add(key);
}

/** Returns a sentence if the result is certified, and journals of its rows are gone. */
async function certifiedWithoutRecords(
  { resultfile }: LoadedTask,
  { run, states }: ReadRecords,
): Promise<string | undefined> {
  const { done, total } = states.counts();
  if (run === undefined || done === total || !existsSync(resultfile)) return undefined;
  const { problem } = await checkResult(resultfile, run, { quick: true });
  if (problem !== undefined) return undefined;
  return `The journals of ${total - done} rows are gone. Their results are only in ${resultfile}.`;
}

async function marksOf(task: LoadedTask, { run, states, space }: ReadRecords, rows: RecordedRows) {
  const { done, total } = states.counts();
  if (done === total) return {};
  const asked = await answerOf(async () => activeRows(task, run));
  if (asked.noAnswer !== undefined) return { noAnswer: asked.noAnswer };
  const { isShared } = asked.answer;
  const marks = activeMarks(space.length, asked.answer);
  for (const row of states.indices(ROW_FAILED)) {
    // A row that failed in this generation has had its turn.
    if (rows.at(row)?.session['run'] === run?.created) marks[row] = 0;
  }
  const problem = `The jobs of '${task.name}' share its rows, so all that are left count as queued.`;
  return isShared ? { marks, problem } : { marks };
}

function stateOf(row: number, { states }: ReadRecords, marks?: Uint8Array): RowsResult['state'] {
  const state = states.at(row);
  if (state === ROW_DONE) return 'done';
  const mark = marks?.[row];
  if (mark === ROW_RUNNING) return 'running';
  if (mark === ROW_QUEUED) return 'queued';
  return state === ROW_FAILED ? 'failed' : 'missing';
}
