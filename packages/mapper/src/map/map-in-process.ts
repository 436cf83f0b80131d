import type { Row, WarningHandler } from '@psyrun/core';
import { nextTurn } from '../platform/node.ts';
import { aborted } from '../row/aborted.ts';
import { now } from '../row/clock.ts';
import { evaluateRow, type Evaluation } from '../row/evaluate-row.ts';
import { Exclusion } from '../row/exclusion.ts';
import { joinedRow } from '../row/joined-row.ts';
import type { IndexedRow, RowOutcome } from '../row/outcome.ts';
import { checkNumberOptions } from '../row/check-arguments.ts';
import { untilAborted } from '../row/until-aborted.ts';

/**
 * Longest time without a turn of the event loop, in milliseconds. Signals and timers need turns.
 */
const TURN_AFTER = 20;

/** Options of {@link mapInProcess}. They have the same meaning as for a pool. */
export interface MapInProcessOptions {
  readonly concurrency?: number;
  readonly exclude?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onOutcome: (outcome: RowOutcome) => void;
  readonly onWarning?: WarningHandler;
  /** Throws if a result is invalid. */
  readonly check?: (result: Row) => void;
}

/**
 * Evaluates rows in this process. Rejects with `PSYRUN_ABORTED`, `PSYRUN_ARGUMENT` and any error
 * that `onOutcome` throws.
 */
export async function mapInProcess(
  fn: (row: Row) => unknown,
  rows: Iterable<IndexedRow>,
  { concurrency = 1, exclude, signal, onOutcome, onWarning, check }: MapInProcessOptions,
): Promise<void> {
  checkNumberOptions({ concurrency });
  const exclusion = new Exclusion(exclude);
  const keep = (added: Row) => (check?.(added), added);
  // The function of a user gets a row, and nothing else.
  const evaluating = { evaluate: (row: Row) => fn(row), resources: undefined, keep };
  const remaining = rows[Symbol.iterator]();
  let anyDone = false;
  let hasEnded = false;
  let isExhausted = false;
  let turnAt = now();
  const tell = (given: IndexedRow, evaluation: Evaluation) => {
    if (hasEnded) return;
    anyDone ||= 'added' in evaluation;
    onOutcome(outcomeOf(given, evaluation, exclusion));
  };
  const lane = async () => {
    while (!hasEnded && !isExhausted) {
      const next = remaining.next();
      if (next.done) {
        isExhausted = true;
        return;
      }
      if (signal?.aborted) throw aborted(signal.reason);
      const evaluation = evaluateRow(evaluating, next.value);
      tell(next.value, 'then' in evaluation ? await evaluation : evaluation);
      if (now() - turnAt < TURN_AFTER) continue;
      await nextTurn();
      turnAt = now();
    }
  };
  try {
    const lanes: Promise<void>[] = [];
    while (lanes.length < concurrency && !isExhausted) lanes.push(lane());
    await untilAborted(Promise.all(lanes), signal);
  } finally {
    hasEnded = true;
    remaining.return?.();
  }
  if (anyDone) exclusion.warnings().forEach((warning) => onWarning?.(warning));
}

function outcomeOf(given: IndexedRow, evaluation: Evaluation, exclusion: Exclusion): RowOutcome {
  const { index, row } = given;
  const { startedAt, duration } = evaluation;
  if ('error' in evaluation) {
    return { kind: 'failed', index, row, error: evaluation.error, startedAt, duration };
  }
  const whole = exclusion.from(joinedRow(row, evaluation.added));
  return { kind: 'done', index, row: whole, startedAt, duration };
}
